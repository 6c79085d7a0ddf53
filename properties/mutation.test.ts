// Would a verdict notice if a check were not there? Each guarded row of each machine is taken out in turn; the plain
// search is run on a few small cells, and the mutant survives where every cell reaches the same goals as before.

import { afterAll, describe, expect, test } from 'vitest';
import { type AnyStateMachine, createMachine } from 'xstate';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { naive } from '../attacks/search/naive.js';
import type { MachineStep } from '../attacks/search/perform.js';
import { StepTable } from '../attacks/search/table.js';
import type { Entity } from '../model/entities/entity.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { entities, entityOf } from '../model/world.js';

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const worlds = {
  one: tiny,
  two: { ...tiny, sessions: 2 },
  tick: { ...tiny, ticks: 1 },
  scope: { ...tiny, orders: 'scope-only' },
  native: { ...tiny, client: 'native-app' },
  refresh: { ...tiny, ticks: 1, refresh: true },
} as const satisfies Record<string, Scenario>;

/** One configuration and one attacker: these switches on and no others, or all but these. */
interface Cell {
  readonly world: keyof typeof worlds;
  readonly on?: readonly SwitchId[];
  readonly off?: readonly SwitchId[];
  readonly by: readonly CapabilityId[];
}
const maxStates = 3000;

// Each is named after the first row that it notices.
const cells: readonly Cell[] = [
  // resourceOwner.present.FORM.0 orderNotHers
  { world: 'one', on: [], by: ['lure'] },
  // resourceOwner.present.FORM.1 clientUnknown
  { world: 'one', off: ['redirect.303', 'consent.separate-page'], by: ['own.client', 'lure'] },
  // resourceOwner.present.CONFIRM.0 orderNotHers
  {
    world: 'one',
    off: ['client.authenticated', 'pkce.sent', 'pkce.required', 'code.bound'],
    by: ['malware'],
  },
  // resourceOwner.present.CONFIRM.2 nothingAwaited
  { world: 'one', off: ['client.authenticated', 'request.signed', 'code.bound'], by: ['malware'] },
  // userAgent.atServer.SHOW_FORM.0 framed
  {
    world: 'one',
    off: ['redirect.exact', 'client.authenticated', 'request.signed', 'second-channel', 'code.bound'],
    by: ['frame'],
  },
  // authorizationServer.absent.AUTHORIZE.0 redirectUnregistered
  { world: 'one', off: ['request.signed', 'redirect.303', 'consent.separate-page'], by: ['lure'] },
  // authorizationServer.absent.AUTHORIZE.1 redirectOfAnotherServer
  {
    world: 'one',
    off: [
      'issuer.sent',
      'issuer.missing-refused',
      'pkce.required',
      'state.compared',
      'request.signed',
      'response.signed',
    ],
    by: ['own.as'],
  },
  // authorizationServer.absent.AUTHORIZE.2 requestUnsigned
  { world: 'one', off: ['redirect.exact', 'redirect.303', 'consent.separate-page'], by: ['lure'] },
  // authorizationServer.absent.AUTHORIZE.3 challengeMissing
  {
    world: 'one',
    off: ['pkce.sent', 'state.bound-to-agent', 'request.signed', 'response.signed'],
    by: ['proxy.terminal'],
  },
  // authorizationServer.absent.AUTHORIZE.4 challengeNotSent
  { world: 'two', off: ['pkce.sent', 'state.compared', 'response.signed'], by: ['lure'] },
  // authorizationServer.asked.LOGIN.0 loginByAnotherSite
  { world: 'one', off: ['issuer.missing-refused', 'pkce.required'], by: ['lure'] },
  // authorizationServer.issued.TOKEN_REQUEST.0 clientUnauthenticated
  { world: 'one', off: ['request.signed', 'code.bound'], by: ['malware'] },
  // authorizationServer.issued.TOKEN_REQUEST.1 codeOfAnotherClient
  {
    world: 'one',
    off: ['redirect.exact', 'request.signed', 'redirect.303', 'consent.separate-page', 'code.bound'],
    by: ['own.client', 'lure'],
  },
  // authorizationServer.issued.TOKEN_REQUEST.2 codeKeyMissing
  { world: 'one', off: ['client.authenticated', 'request.signed'], by: ['malware'] },
  // authorizationServer.issued.TOKEN_REQUEST.3 verifierDiffers
  { world: 'one', off: ['client.authenticated', 'pkce.required', 'code.bound'], by: ['agent.read-response'] },
  // authorizationServer.issued.TOKEN_REQUEST.4 verifierOfAnotherMaker
  { world: 'one', off: ['state.compared', 'request.signed'], by: ['lure'] },
  // authorizationServer.issued.TOKEN_REQUEST.5 verifierUnexpected
  {
    world: 'two',
    off: ['pkce.required', 'state.fresh', 'state.bound-to-agent', 'request.signed', 'response.signed'],
    by: ['hold'],
  },
  // authorizationServer.issued.TOKEN_REQUEST.6 redirectDiffers
  {
    world: 'one',
    off: [
      'redirect.exact',
      'pkce.verified',
      'state.compared',
      'request.signed',
      'redirect.303',
      'consent.separate-page',
      'second-channel',
    ],
    by: ['lure'],
  },
  // authorizationServer.issued.TOKEN_REQUEST.7 redirectOfAnotherServerAtToken
  {
    world: 'one',
    off: [
      'redirect.by-issuer',
      'issuer.missing-refused',
      'client.authenticated',
      'pkce.sent',
      'pkce.required',
      'state.compared',
      'request.signed',
      'services.shown',
      'metadata.authoritative',
    ],
    by: ['own.as'],
  },
  // authorizationServer.issued.TOKEN_REQUEST.9 codeUsed
  {
    world: 'one',
    off: [
      'tls.back',
      'issuer.missing-refused',
      'client.authenticated',
      'pkce.sent',
      'pkce.required',
      'code.bound',
    ],
    by: ['wiretap.back'],
  },
  // authorizationServer.issued.REFRESH_REQUEST.0 clientUnauthenticated
  {
    world: 'refresh',
    off: ['issuer.missing-refused', 'refresh.none', 'pkce.required', 'refresh.bound'],
    by: ['stolen.refresh'],
  },
  // client.absent.CALLBACK.3 unsolicited
  { world: 'one', off: ['pkce.verified', 'request.signed'], by: ['lure'] },
  // client.absent.CALLBACK.4 signerDiffers
  {
    world: 'two',
    off: ['pkce.sent', 'pkce.required', 'state.compared', 'grant.order-compared'],
    by: ['stolen.code'],
  },
  // client.requested.CALLBACK.2 fromAnotherAgent
  { world: 'one', off: ['pkce.required'], by: ['lure'] },
  // client.requested.CALLBACK.4 metadataClaimsAnothers
  {
    world: 'one',
    off: ['redirect.distinct', 'issuer.missing-refused', 'pkce.required', 'state.compared', 'request.signed'],
    by: ['own.as'],
  },
  // client.requested.CALLBACK.5 stateDiffers
  {
    world: 'two',
    off: [
      'redirect.exact',
      'redirect.equal-at-token',
      'pkce.verified',
      'request.signed',
      'redirect.303',
      'consent.separate-page',
      'second-channel',
    ],
    by: ['lure'],
  },
  // client.requested.CALLBACK.7 sentIssuerDiffers
  {
    world: 'one',
    off: [
      'redirect.distinct',
      'issuer.missing-refused',
      'pkce.required',
      'state.compared',
      'request.signed',
      'response.signed',
    ],
    by: ['own.as'],
  },
  // client.requested.CALLBACK.9 sentIssuerMissing
  { world: 'one', on: ['issuer.missing-refused'], by: [] },
  // client.requested.CALLBACK.11 signerDiffers
  { world: 'two', on: ['response.signed'], by: ['stolen.code'] },
  // client.holding.PROCEED.1 servicesDiffer
  { world: 'one', on: ['services.shown', 'owner.can-revoke'], by: ['own.as'] },
  // client.showing.CALLBACK.2 fromAnotherAgent
  { world: 'one', on: ['state.bound-to-agent'], by: ['wiretap.front'] },
  // client.showing.ENTER.0 accountNotHers
  { world: 'one', on: ['account.shown'], by: ['lure'] },
  // client.showing.PROCEED.0 mayRefresh
  { world: 'refresh', on: [], by: [] },
  // resourceServer.serving.RESOURCE_REQUEST.2 tokenKeyMissing
  { world: 'one', on: ['token.bound'], by: ['own.rs'] },
  // resourceServer.serving.RESOURCE_REQUEST.3 tokenForAnother
  { world: 'one', on: ['token.audience-checked'], by: ['own.rs'] },
  // resourceServer.serving.RESOURCE_REQUEST.6 synchronisation
  { world: 'one', on: ['sync.refused'], by: ['lure'] },
  // resourceServer.serving.RESOURCE_REQUEST.7 needsConfirmation
  { world: 'one', on: ['second-channel'], by: ['lure'] },
  // authorizationServer.issued.REFRESH_REQUEST.2 refreshKeyMissing
  { world: 'refresh', on: ['refresh.bound'], by: ['stolen.refresh'] },
  // A time step, scope-only grants, refreshing.
  { world: 'tick', on: ['token.short-lived'], by: ['wiretap.back'] },
  { world: 'tick', on: ['code.short-lived'], by: ['stolen.code'] },
  { world: 'tick', on: ['owner.can-revoke', 'owner.revokes-at-bank'], by: ['wiretap.back'] },
  { world: 'scope', on: ['token.narrow-scope'], by: ['wiretap.back'] },
  { world: 'scope', on: ['grant.order-compared'], by: ['wiretap.back'] },
  { world: 'two', on: ['state.compared'], by: ['lure'] },
  { world: 'two', on: ['state.single-use'], by: ['lure'] },
  { world: 'refresh', on: ['client.authenticated'], by: ['stolen.refresh'] },
  { world: 'refresh', on: ['refresh.bound'], by: ['stolen.refresh'] },
  { world: 'refresh', on: ['refresh.rotated'], by: ['stolen.refresh'] },
];

/** The rows that no cell notices, and why. */
const unnoticed: Readonly<Record<string, string>> = {
  'authorizationServer.issued.REFRESH_REQUEST.1 refreshOfAnotherClient':
    'no cell small enough reaches it with this check alone',
  'authorizationServer.issued.REFRESH_REQUEST.3 refreshGone':
    'no cell small enough reaches it with this check alone',
  'authorizationServer.issued.REFRESH_REQUEST.4 refreshRotated':
    'no cell small enough reaches it with this check alone',
  'authorizationServer.issued.REFRESH_REQUEST.5 refreshExpired':
    'no cell small enough reaches it with this check alone',
  'authorizationServer.issued.TOKEN_REQUEST.10 codeExpired':
    'no cell small enough reaches it with this check alone',
  'authorizationServer.issued.TOKEN_REQUEST.8 codeBurnt':
    'a burnt code comes only after a refusal that a cell can do without',
  'client.absent.CALLBACK.0 notTheFreeSlot':
    'who continues is also decided by which sessions a callback is offered to',
  'client.absent.CALLBACK.1 cookieNamesASession':
    'who continues is also decided by which sessions a callback is offered to',
  'client.absent.CALLBACK.2 stateNamesAnother':
    'who continues is also decided by which sessions a callback is offered to',
  'client.holding.PROCEED.0 metadataClaimsAnothers':
    'no cell has a dishonest server with metadata that is not authoritative',
  'client.received.PROCEED.0 metadataClaimsAnothers':
    'no cell has a dishonest server with metadata that is not authoritative',
  'client.requested.CALLBACK.0 namedByNeither':
    'who continues is also decided by which sessions a callback is offered to',
  'client.requested.CALLBACK.1 stateNamesOwnersOther':
    'who continues is also decided by which sessions a callback is offered to',
  'client.requested.CALLBACK.12 arrivalDiffers': 'no cell takes the server from where the response arrived',
  'client.requested.CALLBACK.6 issuerDiffers': 'forged responses name the issuer that the session expects',
  'client.requested.CALLBACK.8 issuerMissing': 'forged responses name the issuer that the session expects',
  'client.showing.CALLBACK.0 namedByNeither':
    'who continues is also decided by which sessions a callback is offered to',
  'client.showing.CALLBACK.1 stateNamesOwnersOther':
    'who continues is also decided by which sessions a callback is offered to',
  'client.showing.CALLBACK.10 sentIssuerMissing':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.11 arrivalDiffers':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.12 signerDiffers':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.13 arrivalDiffers':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.3 stateNamesAnother':
    'who continues is also decided by which sessions a callback is offered to',
  'client.showing.CALLBACK.4 metadataClaimsAnothers':
    'no cell has a dishonest server with metadata that is not authoritative',
  'client.showing.CALLBACK.5 stateDiffers':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.7 issuerDiffers':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.8 sentIssuerDiffers':
    'no cell continues a session a second time under this check alone',
  'client.showing.CALLBACK.9 issuerMissing':
    'no cell continues a session a second time under this check alone',
  'resourceOwner.present.CONFIRM.1 clientUnknown':
    'no cell has an own client together with the second channel',
  'resourceServer.serving.RESOURCE_REQUEST.0 tokenGone':
    'no cell small enough reaches it with this check alone',
  'resourceServer.serving.RESOURCE_REQUEST.1 tokenExpired':
    'no cell small enough reaches it with this check alone',
  'resourceServer.serving.RESOURCE_REQUEST.4 scopeTooNarrow':
    'no cell small enough reaches it with this check alone',
};

interface Row {
  readonly entity: Entity;
  readonly state: string;
  readonly event: string;
  readonly index: number;
  readonly name: string;
}
type Rows = readonly { readonly guard?: { readonly type: string } }[];
type Config = { states: Record<string, { on?: Record<string, Rows | Rows[number]> }> };

const rows: readonly Row[] = entities.flatMap((entity) =>
  Object.entries((entity.machine.config as unknown as Config).states).flatMap(([state, { on }]) =>
    Object.entries(on ?? {}).flatMap(([event, list]) =>
      ([list].flat() as Rows).flatMap(({ guard }, index) =>
        guard === undefined
          ? []
          : [{ entity, state, event, index, name: `${entity.id}.${state}.${event}.${index} ${guard.type}` }],
      ),
    ),
  ),
);

/** The machine without a row. */
function without({ entity, state, event, index }: Row): AnyStateMachine {
  const { machine } = entity;
  const config = structuredClone(machine.config) as unknown as Config;
  const on = config.states[state]!.on!;
  on[event] = ([on[event]!].flat() as Rows).toSpliced(index, 1);
  return createMachine(config as never).provide(
    machine.implementations as never,
  ) as unknown as AnyStateMachine;
}

const tables = new Map<string, StepTable>();
const tableOf = (world: string): StepTable => {
  if (!tables.has(world)) tables.set(world, new StepTable());
  return tables.get(world)!;
};

/** The goals reached in a cell, or null where the plain search does not get through it. */
function reached(cell: Cell, step: MachineStep): string | null {
  const on = new Set(cell.on ?? switchIds.filter((id) => !cell.off!.includes(id)));
  const result = naive({ scenario: worlds[cell.world], on, capabilities: new Set(cell.by) }, maxStates, step);
  return result.complete ? [...result.reached.keys()].sort().join(' ') : null;
}
/** Which rows were looked at in a cell: without them a mutant is the original. */
const asked = new Map<Cell, Set<string>>();
const originals = new Map<Cell, string | null>();
const original = (cell: Cell): string | null => {
  if (!originals.has(cell)) {
    const steps = new Set<string>();
    asked.set(cell, steps);
    const step: MachineStep = (component, local, event, ask) => {
      steps.add(`${entityOf(component).id}.${local.value}.${event.type}`);
      return tableOf(cell.world).step(component, local, event, ask);
    };
    originals.set(cell, reached(cell, step));
  }
  return originals.get(cell)!;
};

/** Whether some cell tells the mutant from the original; a machine that gets stuck in an error is told too. */
function isNoticed(row: Row): boolean {
  for (const cell of cells) original(cell);
  const { entity } = row;
  const kept = entity.machine;
  const mutant = new Map<string, StepTable>();
  (entity as { machine: AnyStateMachine }).machine = without(row);
  try {
    return cells.some((cell) => {
      if (!asked.get(cell)!.has(`${entity.id}.${row.state}.${row.event}`)) return false;
      if (!mutant.has(cell.world)) mutant.set(cell.world, new StepTable());
      const own = mutant.get(cell.world)!;
      try {
        return (
          reached(cell, (c, ...rest) =>
            (entityOf(c) === entity ? own : tableOf(cell.world)).step(c, ...rest),
          ) !== original(cell)
        );
      } catch {
        return true;
      }
    });
  } finally {
    (entity as { machine: AnyStateMachine }).machine = kept;
  }
}

const survivors: string[] = [];
afterAll(() => {
  if (process.env.SEKISHO_CELLS !== undefined) process.stderr.write(`survivors: ${survivors.join('\n  ')}\n`);
});

describe('a check taken out', () => {
  test('each cell is gone through whole', () => {
    expect(cells.filter((cell) => original(cell) === null)).toEqual([]);
  });

  test('is noticed, but for these', { timeout: 3_600_000 }, () => {
    for (const row of rows) if (!isNoticed(row)) survivors.push(row.name);
    expect(survivors.toSorted()).toEqual(Object.keys(unnoticed).toSorted());
    expect(rows.length - survivors.length).toBeGreaterThan(40);
  });

  test('is put back', () => {
    for (const cell of cells.slice(0, 5)) expect(reached(cell, new StepTable().step)).toBe(original(cell));
  });
});
