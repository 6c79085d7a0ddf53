// What single parties do where a search over default worlds would not tell, and what time changes.

import { describe, expect, test } from 'vitest';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { idleChoices } from '../attacks/moves/idle.js';
import { bitsOf, holdsAt } from '../attacks/search/conditions.js';
import { naive } from '../attacks/search/naive.js';
import { StepTable } from '../attacks/search/stepTable.js';
import { honestRun } from '../attacks/search/vacuity.js';
import { authorizationServer } from '../model/entities/authorizationServer.js';
import { client } from '../model/entities/client.js';
import { askMachine, type Entity, type EntityEvent, type Local } from '../model/entities/entity.js';
import { profiles } from '../model/profiles.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const tick: Scenario = { ...tiny, ticks: 1 };
const bare = [...profiles[0].on] as SwitchId[];

const reached = (scenario: Scenario, by: readonly CapabilityId[], more: readonly SwitchId[] = []) => {
  // What is asked here is when and where something is read, not which of the choices that do as well was taken.
  const result = naive(
    { scenario, on: new Set([...bare, ...more]), capabilities: new Set(by) },
    { idle: idleChoices, step: new StepTable().step },
  );
  expect(result.complete).toBe(true);
  return [...result.reached.keys()];
};
const step = (entity: Entity, local: Local, event: EntityEvent, ...on: SwitchId[]) =>
  askMachine(entity, local, event, (id) => on.includes(id));

test('the content that only the attacker sees is read via the client and not on its way', () => {
  const goals = reached({ ...tiny, sessions: 2 }, ['stolen.code']);
  expect(goals).toContain('read.via-client');
  expect(goals).not.toContain('read.in-transit');
});

describe('lasting', () => {
  const brief: SwitchId[] = ['token.short-lived', 'code.single-use'];

  test('is later than the approval, not only after some tick', () => {
    expect(reached(tick, ['stolen.access'])).toContain('read.lasting');
    const goals = reached(tick, ['stolen.access'], brief);
    expect(goals).toContain('read.direct');
    expect(goals).not.toContain('read.lasting');
  });

  test('a response held past the tick brings its code late, unless codes are short-lived', () => {
    expect(reached(tick, ['wiretap.back', 'hold'], brief)).toContain('read.lasting');
    expect(reached(tick, ['wiretap.back'], brief)).not.toContain('read.lasting');
    expect(reached(tick, ['wiretap.back', 'hold'], [...brief, 'code.short-lived'])).not.toContain(
      'read.lasting',
    );
  });

  test("alice's revocation at the bank ends a code that was taken once, her client's cannot", () => {
    const again = (...more: readonly SwitchId[]) =>
      reached(tick, ['wiretap.back'], ['token.short-lived', 'owner.can-revoke', ...more]);
    expect(again()).toContain('read.lasting');
    expect(again('owner.revokes-at-bank')).not.toContain('read.lasting');
  });

  test('is nothing where her client shows her nothing that she could look through', () => {
    expect(reached(tick, ['wiretap.back', 'hold'], [...brief, 'owner.can-revoke'])).not.toContain(
      'read.lasting',
    );
  });
});

test('revoking the authorization ends its unredeemed code, revoking a token does not', () => {
  const fresh = authorizationServer.initial('g0', { refresh: false });
  const issued: Local = { value: 'issued', context: { ...fresh.context, owner: 'alice', code: 'unused' } };
  const codeAfter = (token: string | null, ...on: SwitchId[]) =>
    step(authorizationServer, issued, { type: 'REVOKE', token }, ...on).local.context.code;
  expect(codeAfter(null)).toBe('burnt');
  expect(codeAfter('access:g0:0', 'revocation.takes-grant')).toBe('unused');
});

test('revoking a token takes the others of its authorization only where the bank does so', () => {
  const fresh = authorizationServer.initial('g0', { refresh: true });
  const statuses = { access0: 'live', refresh0: 'live', access2: 'live', refresh2: 'live' };
  const issued: Local = { value: 'issued', context: { ...fresh.context, owner: 'alice', ...statuses } };
  const after = (...on: SwitchId[]) =>
    step(
      authorizationServer,
      issued,
      { type: 'REVOKE', token: 'access:g0:0', client: 'client', authenticated: true },
      ...on,
    ).local.context;
  expect(after()).toMatchObject({ ...statuses, access0: 'revoked' });
  expect(after('revocation.takes-grant')).toMatchObject({
    access0: 'revoked',
    refresh0: 'revoked',
    access1: 'none',
    access2: 'revoked',
    refresh2: 'revoked',
  });
});

test('what a session logged stays when the session fails', () => {
  const fresh = client.initial('s0', { kind: 'server-app', logsAreRead: true });
  const received: Local = { value: 'redeeming', context: { ...fresh.context, logged: ['code:g0@0'] } };
  const tokens = { access: 'access:g0:0', refresh: 'none', account: 'alice', services: 'none', tick: 1 };
  const holding = step(client, received, { type: 'TOKEN', ...tokens }).local;
  const failed = step(client, { ...holding, value: 'using' }, { type: 'ERROR' }).local;
  expect(failed).toMatchObject({
    value: 'failed',
    context: { access: 'none', logged: ['access:g0:0@1', 'code:g0@0'] },
  });
});

test('a log read afterwards is not read while it is written', () => {
  const unused: SwitchId[] = ['token.short-lived', 'code.single-use'];
  expect(reached(tick, ['logs.live'], unused)).toContain('read.direct');
  expect(reached(tick, ['logs.after'], unused)).not.toContain('read.direct');
  expect(reached(tick, ['logs.after'], ['code.single-use'])).toContain('read.direct');
});

describe('a response that opens a session', () => {
  const absent = client.initial('s0', { kind: 'server-app', logsAreRead: false });
  const response = {
    type: 'CALLBACK',
    agent: 'alice',
    code: 'code:g0',
    named: 'none',
    namedAgent: 'none',
    cookie: 'none',
    withheld: false,
    free: 's0',
    uri: 'cb.bank',
    issuer: 'bank',
    genuine: false,
    signer: 'bank',
    claimsIssuer: false,
    tick: 0,
  };
  const answer = (over: Partial<typeof response>, ...on: SwitchId[]) => {
    const { refusal, local } = step(client, absent, { ...response, ...over }, ...on);
    return refusal ?? `${local.value} ${String(local.context.server)}`;
  };
  const arrival: SwitchId[] = ['redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared'];

  test.each([
    ['from the bank', {}, ['issuer.checked', 'issuer.missing-refused', ...arrival, 'response.signed']],
    ['naming another issuer, unchecked', { issuer: 'evil' }, ['issuer.missing-refused']],
    ['arriving at the URI that all servers share', { uri: 'cb.evil' }, ['as.from-session']],
  ] as [string, Partial<typeof response>, SwitchId[]][])('is taken: %s', (_, over, on) => {
    expect(answer(over, ...on)).toBe('received bank');
  });

  test.each([
    ['issuerDiffers', { issuer: 'evil' }, ['issuer.checked']],
    ['issuerMissing', { issuer: 'none' }, ['issuer.missing-refused']],
    ['sentIssuerMissing', { genuine: true }, ['issuer.missing-refused']],
    ['arrivalDiffers', { uri: 'cb.evil' }, arrival],
    ['signerDiffers', { signer: 'none' }, ['response.signed']],
    ['unsolicited', {}, ['state.unsolicited-refused']],
  ] as [string, Partial<typeof response>, SwitchId[]][])('is refused: %s', (reason, over, on) => {
    expect(answer(over, ...on)).toBe(reason);
  });

  test('has no verifier to send, for no request of it went out', () => {
    const verifierOf = (starter: string) => {
      const received: Local = { value: 'received', context: { ...absent.context, starter, code: 'code:g0' } };
      const proceed = { type: 'PROCEED', tick: 0, claimsEndpoint: false, callsBanks: false, forged: false };
      return step(client, received, proceed).outputs[0]!.fields.verifier;
    };
    expect(verifierOf('none')).toBe('none');
    expect(verifierOf('alice')).toBe('verifier:s0');
  });

  test('is redeemed at the server of the URI on which it arrived, where the session does not decide', () => {
    expect(answer({ uri: 'cb.evil' }, 'redirect.distinct')).toBe('received evil');
    expect(answer({ uri: 'cb.evil' }, 'redirect.distinct', 'as.from-session')).toBe('received bank');
  });
});

// SameSite cookies do not come with a form that another site posts: the session's own response is then from nobody's agent.
describe('a response in a form, where the client looks for the cookie of the session', () => {
  const looks: SwitchId[] = ['response.in-body', 'state.bound-to-agent'];
  const outcome = (...more: readonly SwitchId[]) => {
    const { finishes, vacuous } = honestRun(tiny);
    const on = bitsOf([...bare, ...more]);
    return [finishes, vacuous].map((cubes) => cubes.some((cube) => holdsAt(cube, on)));
  };

  test('never arrives in its session with cookies that stay on their site: the honest run does not finish', () => {
    expect(outcome(...looks, 'cookie.same-site')).toEqual([false, true]);
  });

  test.each([
    ['the cookies come along', looks],
    ['the response is in the URL', ['state.bound-to-agent', 'cookie.same-site']],
    ['the client does not look for them', ['response.in-body', 'cookie.same-site']],
  ] as [string, SwitchId[]][])('arrives, and the honest run finishes: %s', (_, on) => {
    expect(outcome(...on)).toEqual([true, false]);
  });
});
