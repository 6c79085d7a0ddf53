// m8, m9, m12 and m13: the client redeems codes and refreshes tokens, at the bank or at whoever answers for it.

import { back, credentials, field, front, isKept, isSecret, keeperOf, log, type Way } from './messages.js';
import { heldByClient } from './resources.js';
import { accessStatus, bornOf, holderOf } from '../entities/authorizationServer.js';
import { sessionOf, grantOf, hasTab, sessionSlots, tabFor, tickOf, valueView } from '../instances.js';
import {
  code,
  type Order,
  type Person,
  type RedirectUri,
  type Server,
  slotOf,
  state,
  type Term,
  tokenNumbers,
} from '../names.js';
import type { Component, Run, View } from '../world.js';

/** m8 as it travels. */
export function requestToken(
  run: Run,
  s: Component,
  { receiver, code, verifier }: { receiver: string; code: Term; verifier: Term | 'none' },
): void {
  back(run, 'm8', 'client', receiver, sessionOf(run, s), [
    ...field(code),
    ...field(verifier, { exists: ['pkce.sent'] }),
    // The secret is registered per server: a dishonest server is sent its own, never the bank's.
    ...(receiver === 'evil.as' ? [] : credentials(run)),
  ]);
}

/**
 * m8 and m9: the client redeems the code it received. To a dishonest server, or to somebody who keeps it, m8 only: the
 * answer is the attacker's move. False where the client does not go on, or sends nothing that could be kept.
 */
export function redeem(run: Run, s: Component, way: Way = 'straight'): boolean {
  const before = sessionOf(run, s);
  const [request] = run.send(s, {
    type: 'PROCEED',
    tick: tickOf(run),
    claimsEndpoint: way === 'claimed',
    callsBanks: false,
    forged: false,
  }).outputs;
  if (request === undefined) return false;
  const { to, code, redirect, verifier } = request.fields as {
    to: Server;
    code: Term;
    redirect: RedirectUri;
    verifier: Term;
  };
  const isNative = run.scenario.client === 'native-app';
  if (isKept(way) && to !== 'bank') return false;
  const receiver = keeperOf(way, 'as') ?? (to === 'bank' ? 'authorizationServer' : 'evil.as');
  requestToken(run, s, { receiver, code, verifier });
  if (receiver !== 'authorizationServer') return true;
  const g = slotOf(code) as Component;
  if (!isSecret(code) || run.peek(g, valueView) !== 'issued') {
    fails(run, s);
    return true;
  }
  return noteLoss(run, g, s, () => {
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

/** m8 with a code that the client refused, so that the server sees it used; what comes back is thrown away. */
export function dispose(run: Run, s: Component): void {
  const [request] = run.send(s, { type: 'DISPOSE', code: sessionOf(run, s).foreign }).outputs;
  const { code, redirect, verifier } = request!.fields as {
    code: Term;
    redirect: RedirectUri;
    verifier: Term | 'none';
  };
  requestToken(run, s, { receiver: 'authorizationServer', code, verifier });
  const g = slotOf(code) as Component;
  noteLoss(run, g, s, () => {
    run.send(g, {
      type: 'TOKEN_REQUEST',
      client: 'client',
      authenticated: true,
      keyed: true,
      presenter: 'client',
      redirect,
      verifier,
      tick: tickOf(run),
    });
    return true;
  });
}

/**
 * m12 and m13. To a dishonest server, or to somebody who keeps it, m12 only: the answer is the attacker's move. False
 * where nothing is sent that could be kept.
 */
export function refreshSession(
  run: Run,
  s: Component,
  way: Exclude<Way, 'claimed' | 'shared'> = 'straight',
): boolean {
  const before = sessionOf(run, s);
  const [request] = run.send(s, {
    type: 'PROCEED',
    tick: tickOf(run),
    claimsEndpoint: false,
    callsBanks: false,
    forged: false,
  }).outputs;
  const { to, refresh } = request!.fields as { to: Server; refresh: Term };
  if (isKept(way) && to !== 'bank') return false;
  const receiver = keeperOf(way, 'as') ?? (to === 'bank' ? 'authorizationServer' : 'evil.as');
  back(run, 'm12', 'client', receiver, before, [
    ...field(refresh),
    ...(to === 'evil' ? [] : credentials(run)),
  ]);
  if (receiver !== 'authorizationServer') return true;
  return noteLoss(run, slotOf(refresh) as Component, s, () => {
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

/** The answer is an error. A flow of hers that has no token yet is at its end with that. */
function fails(run: Run, s: Component): void {
  const { starter, agent, access } = sessionOf(run, s);
  run.send(s, { type: 'ERROR' });
  if (starter === 'alice' && agent === 'alice' && access === 'none') run.note({ fact: 'ended', agent });
}

function receiveTokens(
  run: Run,
  s: Component,
  answer: { message: string; fields: Readonly<Record<string, unknown>> },
): void {
  if (answer.message === 'errorResponse') {
    fails(run, s);
    return;
  }
  const message = /refresh/i.test(answer.message) ? 'm13' : 'm9';
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
  run.note({
    fact: 'held',
    account: c.account,
    aliceSees: c.aliceSees,
    starter: c.starter,
    server: c.server,
  });
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

/**
 * Access tokens of alice's that die before their time are a loss to her, and so is a code that her flow was waiting for
 * and that cannot be redeemed any more.
 * `by` is the session that sends the request; null: nobody's at the client. Returns what `act` returns, or true if she lost
 * something.
 */
export function noteLoss(run: Run, g: Component, by: Component | null, act: () => boolean): boolean {
  const before = grantOf(run, g);
  // A code for a client of the attacker's is none that her flow waited for.
  const mayWait = before.code === 'unused' && before.owner === 'alice' && before.client === 'client';
  const waits = mayWait && waitingFor(run, g, (s) => s !== by);
  const served = act();
  const after = grantOf(run, g);
  const isLost = () => after.code === 'burnt' || (after.code === 'used' && run.ask('code.single-use'));
  if (waits && isLost()) {
    run.note({ fact: 'accessLost', grant: g });
    return true;
  }
  if (before.owner !== 'alice') return served;
  const lost = tokenNumbers.filter(
    (n) =>
      heldByClient(holderOf(before, n)) &&
      accessStatus(before, n) === 'live' &&
      accessStatus(after, n) === 'revoked',
  );
  const inTime = (n: number) => tickOf(run) <= bornOf(before, n);
  if (!lost.some(inTime) && !(lost.length > 0 && !run.ask('token.short-lived'))) return served;
  run.note({ fact: 'accessLost', grant: g });
  return true;
}

/** The code and the state that a tab brings to the client. */
const broughtView: View<string> = {
  name: 'brought',
  of: ({ value, context }) => {
    const carries = (context as { carries: { code?: string; state?: string } | null }).carries;
    return value === 'returning' || value === 'heldResponse' ? `${carries?.code} ${carries?.state}` : '';
  },
};
/** Whether a flow that alice started waits for this code, which is on its way to it or has arrived. */
const waitingFor = (run: Run, g: Component, isOne: (s: Component) => boolean): boolean =>
  sessionSlots(run).some((s) => {
    const value = run.peek(s, valueView);
    if (!isOne(s) || (value !== 'requested' && value !== 'received')) return false;
    const c = sessionOf(run, s);
    if (c.starter !== 'alice') return false;
    if (value === 'received') return c.code === code(g);
    return hasTab(run, g) && run.peek(tabFor(g), broughtView) === `${code(g)} ${state(s)}`;
  });
