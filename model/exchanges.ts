// Exchanges: what follows from a decision with nobody able to come between. Each asks the machines for their
// steps, hands outputs on as inputs, and says what travelled. No protocol rule lives here; only addresses.

import type { GrantContext, Holder } from './entities/authorizationServer.js';
import type { ClientContext } from './entities/client.js';
import type { TabContext } from './entities/userAgent.js';
import {
  type ClientSlot,
  clientSecret,
  generationOf,
  type Order,
  type Person,
  type RedirectUri,
  type Server,
  slotOf,
  type Term,
} from './names.js';
import type { Scenario } from './scenario.js';
import type { Component, Field, Run, Transmission, View } from './world.js';

export const sessionOf = (run: Pick<Run, 'read'>, s: Component) =>
  run.read(s).context as unknown as ClientContext;
export const grantOf = (run: Pick<Run, 'read'>, g: Component) =>
  run.read(g).context as unknown as GrantContext;
export const tabOf = (run: Pick<Run, 'read'>, u: Component) => run.read(u).context as unknown as TabContext;

export const valueView: View<string> = { name: 'value', of: (local) => local.value };
const tickView: View<number> = { name: 'tick', of: (local) => Number(local.value) };
export const tickOf = (run: Pick<Run, 'peek'>) => run.peek('t', tickView);
/** Owner of a session's cookie and how far the session is: what routing a callback looks at. */
export const routeView: View<string> = {
  name: 'route',
  of: (local) => {
    const phase = local.value === 'absent' || local.value === 'requested' ? local.value : 'later';
    return `${(local.context as unknown as ClientContext).agent}/${phase}`;
  },
};

export const sessionSlots = (run: Pick<Run, 'scenario'>): readonly ClientSlot[] =>
  run.scenario.sessions === 2 ? ['s0', 's1'] : ['s0'];
export const grantSlotsOf = (run: Pick<Run, 'scenario'>): readonly Component[] =>
  (['g0', 'g1', 'g2'] as const).slice(0, run.scenario.grants);
/** The tab in which the authorization of a grant slot runs, and the other way round. */
export const tabFor = (slot: string): Component => `u${slot[1]}` as Component;
export const grantFor = (slot: string): Component => `g${slot[1]}` as Component;

/** The request of m2/m3 as it travels. `maker` is the client session that made it, unaltered, or `none`. */
export interface AuthorizationRequest {
  readonly to: Server;
  readonly client: 'client' | 'evil-client';
  readonly redirect: RedirectUri;
  readonly state: Term | 'none';
  readonly challenge: Term | 'none' | 'challenge:own';
  readonly order: Order;
  readonly audience: Server;
  readonly mode: 'registered' | 'query';
  readonly maker: ClientSlot | 'none';
  readonly relayed: boolean;
}
/** The response of m6/m7 as it travels. */
export interface AuthorizationResponse {
  readonly code: Term;
  readonly state: Term | 'none';
  readonly issuer: Server | 'none';
  readonly genuine: boolean;
  readonly signer: Server | 'none';
  readonly uri: RedirectUri;
  readonly mode: 'registered' | 'query';
  readonly relayed: boolean;
}

const isSecret = (term: string) =>
  term !== 'none' && !term.endsWith(':junk') && !term.endsWith(':own') && !term.endsWith(':evil');
const field = (term: string, more: Omit<Field, 'term'> = {}): Field[] =>
  isSecret(term) ? [{ term, ...more }] : [];

export const requestFields = (r: Pick<AuthorizationRequest, 'state' | 'challenge'>): Field[] => [
  ...field(r.state, { url: true }),
  ...field(r.challenge, {
    url: true,
    ...(isSecret(r.challenge) && {
      plainUnless: {
        unless: 'pkce.s256' as const,
        term: `verifier:${slotOf(r.challenge)}`,
        exists: 'pkce.sent' as const,
      },
    }),
  }),
];
export const responseFields = (r: Pick<AuthorizationResponse, 'code' | 'state' | 'mode'>): Field[] => {
  const bodyIf =
    r.mode === 'query'
      ? (['response.in-body', 'response.mode-locked'] as const)
      : (['response.in-body'] as const);
  return [...field(r.code, { bodyIf }), ...field(r.state, { bodyIf })];
};

const back = (
  run: Run,
  message: string,
  from: string,
  to: string,
  c: ClientContext,
  fields: Field[],
  content = false,
): void =>
  run.say({
    message,
    from,
    to,
    channel: 'back',
    onTerminal: run.scenario.client === 'native-app' && c.agent === 'alice',
    ofAttacker: run.scenario.client === 'native-app' && c.agent === 'attacker',
    relayed: c.relayed,
    fields,
    content,
  });

export const front = (
  message: string,
  from: string,
  to: string,
  fields: Field[],
  more: Partial<Transmission> = {},
): Transmission => ({
  message,
  from,
  to,
  channel: 'front',
  onTerminal: true,
  ofAttacker: false,
  relayed: false,
  fields,
  content: false,
  ...more,
});

/** Which way a client's request goes: where it means to, to an impostor, or where a dishonest server claims. */
export type Way = 'straight' | 'impostor' | 'claimed';

/**
 * m8 and m9: the client redeems the code it received. To a dishonest server, m8 only: the answer is its move. False
 * where the client does not go on.
 */
export function redeem(run: Run, s: Component, way: Way = 'straight'): boolean {
  const before = sessionOf(run, s);
  const [request] = run.send(s, {
    type: 'PROCEED',
    tick: tickOf(run),
    claimsBanks: way === 'claimed',
  }).outputs;
  if (request === undefined) return false;
  const { to, code, redirect, verifier } = request.fields as {
    to: Server;
    code: Term;
    redirect: RedirectUri;
    verifier: Term;
  };
  const isNative = run.scenario.client === 'native-app';
  const receiver = way === 'impostor' ? 'impostor.as' : to === 'bank' ? 'authorizationServer' : 'evil.as';
  back(run, 'm8', 'client', receiver, before, [
    ...field(code),
    ...field(verifier, { exists: ['pkce.sent'] }),
    // The secret is registered per server: a dishonest server is sent its own, never the bank's.
    ...(isNative || to === 'evil' ? [] : [{ term: clientSecret }]),
  ]);
  if (receiver !== 'authorizationServer') return true;
  const g = slotOf(code) as Component;
  if (!isSecret(code) || run.peek(g, valueView) !== 'issued') {
    run.send(s, { type: 'ERROR' });
    return true;
  }
  return noteLoss(run, g, () => {
    const answer = run.send(g, {
      type: 'TOKEN_REQUEST',
      client: 'client',
      // Credentials are registered per server: those for a dishonest one are nothing to the bank.
      authenticated: before.server === 'bank' || isNative,
      keyed: true,
      presenter: 'client',
      redirect,
      verifier,
      tick: tickOf(run),
    }).outputs[0]!;
    receiveTokens(run, s, answer);
    return true;
  });
}

/** m12 and m13. */
export function refreshSession(run: Run, s: Component): void {
  const before = sessionOf(run, s);
  const [request] = run.send(s, { type: 'PROCEED', tick: tickOf(run), claimsBanks: false }).outputs;
  const { to, refresh } = request!.fields as { to: Server; refresh: Term };
  const isNative = run.scenario.client === 'native-app';
  back(run, 'm12', 'client', to === 'bank' ? 'authorizationServer' : 'evil.as', before, [
    ...field(refresh),
    ...(isNative || to === 'evil' ? [] : [{ term: clientSecret }]),
  ]);
  if (to === 'evil') return;
  noteLoss(run, slotOf(refresh) as Component, () => {
    const answer = run.send(slotOf(refresh) as Component, {
      type: 'REFRESH_REQUEST',
      client: 'client',
      authenticated: true,
      keyed: true,
      presenter: 'client',
      refresh,
      tick: tickOf(run),
    }).outputs[0]!;
    receiveTokens(run, s, answer);
    return true;
  });
}

function receiveTokens(
  run: Run,
  s: Component,
  answer: { message: string; fields: Readonly<Record<string, unknown>> },
): void {
  if (answer.message === 'errorResponse') {
    run.send(s, { type: 'ERROR' });
    return;
  }
  const message = answer.message === 'tokenResponse' ? 'm9' : 'm13';
  const c = sessionOf(run, s);
  const tokens = answer.fields as { access: Term; refresh: Term; account: Person; services: Order };
  back(run, message, 'authorizationServer', 'client', c, [...field(tokens.access), ...field(tokens.refresh)]);
  takeTokens(run, s, tokens);
}

/** The session takes tokens, from whoever sent them; an access app is handed its access token (m18). */
export function takeTokens(
  run: Run,
  s: Component,
  tokens: { access: Term; refresh: Term | 'none'; account: Person | 'none'; services: Order },
): void {
  run.send(s, { type: 'TOKEN', ...tokens, tick: tickOf(run) });
  const c = sessionOf(run, s);
  run.note({ fact: 'held', account: c.account, aliceSees: c.aliceSees, starter: c.starter });
  log(run, [...field(tokens.access), ...field(tokens.refresh)]);
  if (run.scenario.client === 'server-app+access-app' && c.aliceSees) {
    run.say(front('hand-over', 'client', 'userAgent', field(tokens.access), { relayed: c.relayed }));
    run.say(front('m18', 'client', 'elsewhere', field(tokens.access)));
  }
  if (run.scenario.client === 'server-app+access-app' && c.attackerSees && isSecret(tokens.access))
    run.give(tokens.access);
  if (run.scenario.client === 'native-app' && (c.agent === 'attacker' || c.relayed))
    for (const term of [tokens.access, tokens.refresh]) if (isSecret(term)) run.give(term);
}

const log = (run: Run, fields: readonly Field[]): void => {
  if (fields.length > 0)
    run.say({ ...front('log', 'client', 'log', [...fields]), channel: 'log', onTerminal: false });
};

/**
 * Access tokens of alice's that die before their time are a loss to her. Returns what `act` returns, or true where
 * she lost something.
 */
export function noteLoss(run: Run, g: Component, act: () => boolean): boolean {
  const before = grantOf(run, g);
  const served = act();
  const after = grantOf(run, g);
  const lost = (was: string, is: string) => was === 'live' && is === 'revoked';
  const inUse = before.owner === 'alice' && heldByClient(before.holder);
  if (!inUse || !(lost(before.access0, after.access0) || lost(before.access1, after.access1))) return served;
  const born = lost(before.access1, after.access1) ? before.born1 : before.born0;
  if (tickOf(run) > born && run.ask('token.short-lived')) return served;
  run.note({ fact: 'accessLost', grant: g });
  return true;
}

export interface Presentation {
  readonly token: Term;
  readonly operation: 'use' | 'store' | 'synchronise';
  readonly order: Order;
  readonly presenter: 'client' | 'attacker';
  readonly keyed: (holder: Holder) => boolean;
}

/** m10 and m11 at the honest resource server, with m17 between them where it asks. Null where it refuses. */
export function serve(run: Run, p: Presentation): { owner: Person; isLate: boolean } | null {
  const g = slotOf(p.token) as Component;
  if (!isSecret(p.token) || run.peek(g, valueView) !== 'issued') return null;
  const grant = grantOf(run, g);
  const generation = generationOf(p.token);
  const tick = tickOf(run);
  let answer = run.send('r', {
    type: 'RESOURCE_REQUEST',
    operation: p.operation,
    order: p.order,
    owner: grant.owner,
    granted: grant.order,
    live: (generation === 0 ? grant.access0 : grant.access1) === 'live',
    aged: tick > (generation === 0 ? grant.born0 : grant.born1),
    keyed: p.keyed(grant.holder),
    audience: grant.audience,
  }).outputs[0]!;
  if (answer.message === 'confirmationRequest') {
    const order = (answer.fields as { order: Order }).order;
    // The attacker, asked about its own account, confirms.
    const confirmed =
      grant.owner === 'attacker' ||
      run.send('o', { type: 'CONFIRM', owner: grant.owner, order, client: grant.client }).outputs[0]!
        .message === 'approval';
    answer = run.send('r', { type: confirmed ? 'CONFIRMED' : 'DECLINED' }).outputs[0]!;
  }
  if (answer.message === 'errorResponse') return null;
  const response = answer.fields as { owner: Person; executed: Order };
  run.note({
    fact: 'served',
    presenter: p.presenter,
    owner: grant.owner as Person,
    executed: response.executed,
    operation: p.operation,
    isLate: tick > grant.codeBorn,
  });
  return { owner: grant.owner as Person, isLate: tick > grant.codeBorn };
}

export const heldByClient = (holder: Holder): boolean => holder === 'client' || holder === 'both';
export const heldByAttacker = (holder: Holder): boolean => holder === 'attacker' || holder === 'both';

/**
 * m10 to m14: the client uses its token and shows the result. To a dishonest server, m10 only. False where the client
 * does not go on.
 */
export function use(run: Run, s: Component, way: Way = 'straight', order?: Order): boolean {
  const step = run.send(s, { type: 'PROCEED', tick: tickOf(run), claimsBanks: way === 'claimed' });
  const output = step.outputs[0];
  if (output === undefined) return false;
  const c = sessionOf(run, s);
  if (output.message === 'revocationRequest') {
    revoke(run, (output.fields as { access: Term }).access);
    return true;
  }
  const request = output.fields as { to: Server; access: Term; order: Order };
  const receiver =
    way === 'impostor'
      ? 'impostor.rs'
      : request.to === 'bank'
        ? 'resourceServer'
        : c.server === 'evil'
          ? 'evil.as'
          : 'evil.rs';
  back(run, 'm10', 'client', receiver, c, [...field(request.access, { bodyIf: ['token.in-header'] })]);
  if (receiver !== 'resourceServer') return true;
  const served = serve(run, {
    token: request.access,
    operation: 'use',
    order: order ?? request.order,
    presenter: 'client',
    keyed: heldByClient,
  });
  if (served === null) {
    run.send(s, { type: 'ERROR' });
    return true;
  }
  // What only the attacker's own session shows is not on its way to her: that is reading via the client.
  const content = served.owner === 'alice' && c.aliceSees;
  back(run, 'm11', 'resourceServer', 'client', c, [], content);
  run.send(s, { type: 'RESOURCE' });
  const ofAttacker = !c.aliceSees;
  run.say(front('m14', 'client', 'userAgent', [], { content, relayed: c.relayed, ofAttacker }));
  run.note({
    fact: 'shown',
    account: served.owner,
    aliceSees: c.aliceSees,
    attackerSees: c.attackerSees,
    relayed: c.relayed,
    isLate: served.isLate,
    generation: generationOf(request.access),
  });
  return true;
}

/** m15: alice stores content, or asks to synchronise, in a session that she sees. */
export function enter(run: Run, s: Component, entry: 'store' | 'synchronise'): void {
  const [output] = run.send(s, { type: 'ENTER', entry, claimsBanks: false }).outputs;
  if (output === undefined) return;
  const request = output.fields as { to: Server; access: Term; order: Order };
  if (request.to === 'evil') return;
  const served = serve(run, {
    token: request.access,
    operation: entry,
    order: 'none',
    presenter: 'client',
    keyed: heldByClient,
  });
  if (served !== null) run.note({ fact: 'entered', account: served.owner, entry });
}

export function revoke(run: Run, token: Term): void {
  if (!isSecret(token)) return;
  const g = slotOf(token) as Component;
  if (run.peek(g, valueView) === 'issued') run.send(g, { type: 'REVOKE', scope: 'token' });
}

/** Whether a session in this slot may be this person's. */
export const mayHold = (scenario: Scenario, s: ClientSlot, agent: Person): boolean =>
  scenario.roles === 'any' || scenario.sessions === 1 || (s === 's0') === (agent === 'alice');

/** Which session a callback is for, as the cookie and the state that come with it say. */
export function routing(run: Pick<Run, 'peek' | 'scenario'>, agent: Person, stateTerm: Term | 'none') {
  const routes = sessionSlots(run).map((s) => ({ s, route: run.peek(s, routeView) }));
  const own = routes.filter(({ route }) => route.startsWith(`${agent}/`));
  const pending = own.find(({ route }) => route.endsWith('/requested'));
  const cookie = pending?.s ?? own.at(-1)?.s ?? ('none' as const);
  const absent = routes
    .filter(({ s, route }) => route.endsWith('/absent') && mayHold(run.scenario, s, agent))
    .map(({ s }) => s);
  const free = (agent === 'alice' ? absent[0] : absent.at(-1)) ?? ('none' as const);
  const started = isSecret(stateTerm)
    ? routes.find(({ s, route }) => s === slotOf(stateTerm) && !route.endsWith('/absent'))
    : undefined;
  const named = started?.s ?? ('none' as const);
  const namedAgent = (started?.route.split('/')[0] ?? 'none') as Person | 'none';
  return { cookie, free, named, namedAgent };
}

/** m7 at one session of the client. False where that session is not the one that continues. */
export function callback(
  run: Run,
  s: Component,
  agent: Person,
  r: AuthorizationResponse,
  claimsBanks = false,
): boolean {
  const { cookie, free, named, namedAgent } = routing(run, agent, r.state);
  const step = run.send(s, {
    type: 'CALLBACK',
    agent,
    code: r.code,
    named,
    namedAgent,
    cookie,
    free,
    uri: r.uri,
    issuer: r.issuer,
    genuine: r.genuine,
    signer: r.signer,
    claimsBanks,
    tick: tickOf(run),
  });
  if (!step.handled || (claimsBanks && step.refusal !== null)) return false;
  // The page that answers is shown at the URL that arrived, and loads what it embeds (RFC 9700 section 4.2.1).
  if (agent === 'alice') run.say(front('landing', 'userAgent', 'elsewhere', responseFields(r)));
  if (run.peek(s, valueView) === 'received') {
    log(run, field(r.code));
    // m18: whatever the client received it forwards where the request says, if it forwards at all.
    if (agent === 'alice')
      run.say(front('m18', 'client', 'elsewhere', [...field(r.code), ...field(r.state)]));
  }
  for (const output of step.outputs) {
    const burnt = (output.fields as { code: Term | 'none' }).code;
    if (output.message !== 'burnRequest' || burnt === 'none') continue;
    const g = slotOf(burnt) as Component;
    if (run.peek(g, valueView) === 'issued') run.send(g, { type: 'BURN' });
  }
  return true;
}
