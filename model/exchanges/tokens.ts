// m8, m9, m12 and m13: the client redeems codes and refreshes tokens, at the bank or at whoever answers for it.

import { isSecret, field, back, front, log, type Way } from './messages.js';
import { heldByClient } from './resources.js';
import { sessionOf, grantOf, valueView, tickOf } from '../instances.js';
import {
  clientSecret,
  type Order,
  type Person,
  type RedirectUri,
  type Server,
  slotOf,
  type Term,
} from '../names.js';
import type { Component, Run } from '../world.js';

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
