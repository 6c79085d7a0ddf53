// m10, m11, m14, m15 and m17: tokens are used, content is shown and entered, tokens are revoked.

import {
  accessStatus,
  bornOf,
  type Holder,
  holderOf,
  refreshStatus,
} from '../entities/authorizationServer.js';
import { back, credentials, field, front, isKept, isSecret, keeperOf, type Way } from './messages.js';
import { sessionOf, grantOf, sessionSlots, valueView, tickOf } from '../instances.js';
import { generationOf, type Order, type Person, type Server, slotOf, type Term } from '../names.js';
import type { Component, Run } from '../world.js';

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
    live: accessStatus(grant, generation) === 'live',
    aged: tick > bornOf(grant, generation),
    keyed: p.keyed(holderOf(grant, generation)),
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
  const isLate = tick > grant.codeBorn && !conflictIsDue(run, g);
  run.note({
    fact: 'served',
    presenter: p.presenter,
    owner: grant.owner as Person,
    entrusted: grant.entrusted,
    executed: response.executed,
    operation: p.operation,
    isLate,
  });
  return { owner: grant.owner as Person, isLate };
}

/**
 * A session of the client holds a refresh token of this authorization that somebody else has used. It will use it, too,
 * and only then shows what that comes to.
 */
const conflictIsDue = (run: Run, g: Component): boolean =>
  run.scenario.refresh &&
  sessionSlots(run).some((s) => {
    if (!['holding', 'showing', 'entered'].includes(run.peek(s, valueView))) return false;
    const { refresh } = sessionOf(run, s);
    if (refresh === 'none' || slotOf(refresh) !== g) return false;
    const n = generationOf(refresh);
    // Further tokens are one: somebody else has one, too.
    return refreshStatus(grantOf(run, g), n) === 'rotated' || (n === 2 && grantOf(run, g).holder2 === 'both');
  });

export const heldByClient = (holder: Holder): boolean => holder === 'client' || holder === 'both';
export const heldByAttacker = (holder: Holder): boolean => holder === 'attacker' || holder === 'both';

/**
 * m10 to m14: the client uses its token and shows the result. To a dishonest server, or to somebody who keeps it, m10
 * only. False where the client does not go on, or sends nothing that could be kept.
 */
export function use(
  run: Run,
  s: Component,
  way: Way = 'straight',
  { order, forged = false }: { readonly order?: Order; readonly forged?: boolean } = {},
): boolean {
  const step = run.send(s, {
    type: 'PROCEED',
    tick: tickOf(run),
    claimsEndpoint: way === 'claimed',
    callsBanks: way === 'shared',
    forged,
  });
  const output = step.outputs[0];
  if (output === undefined) return false;
  const c = sessionOf(run, s);
  if (output.message === 'revocationRequest')
    return !(isKept(way) && keeperOf(way, 'as') === null) && handBack(run, s, output.fields, way);
  const request = output.fields as { to: Server; access: Term; order: Order };
  const keeper = keeperOf(way, 'rs');
  if (isKept(way) && (keeper === null || request.to !== 'bank')) return false;
  const receiver =
    keeper ?? (request.to === 'bank' ? 'resourceServer' : c.server === 'evil' ? 'evil.as' : 'evil.rs');
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
  run.say(
    front('m14', 'client', 'userAgent', [], {
      carries: content ? 'content' : null,
      relayed: c.relayed,
      ofAttacker,
    }),
  );
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

/** m15: alice stores content, or asks to synchronise, in a session that she sees; or somebody keeps what she stores. */
export function enter(
  run: Run,
  s: Component,
  entry: 'store' | 'synchronise',
  { forged = false, kept = false }: { readonly forged?: boolean; readonly kept?: boolean } = {},
): void {
  const [output] = run.send(s, { type: 'ENTER', entry, forged }).outputs;
  if (output === undefined) return;
  const request = output.fields as { to: Server; access: Term; order: Order };
  if (request.to === 'evil') return;
  if (kept) {
    run.note({ fact: 'entered', account: 'attacker', entry, by: 'alice' });
    return;
  }
  const served = askAgain(run, request.access, entry, 'none');
  if (served !== null) run.note({ fact: 'entered', account: served.owner, entry, by: 'alice' });
}

/** A session that shows something uses its token once more. */
const askAgain = (run: Run, token: Term, operation: Presentation['operation'], order: Order) =>
  serve(run, { token, operation, order, presenter: 'client', keyed: heldByClient });

/**
 * Somebody acts in alice's session in her name: opens the page that shows her content, which the client fetches anew if
 * time has passed, or has it synchronise her content. False if the bank refuses.
 */
export function actInHerName(run: Run, s: Component, what: 'look' | 'synchronise'): boolean {
  const { access, order } = sessionOf(run, s);
  if (what === 'synchronise') {
    const served = askAgain(run, access, what, 'none');
    if (served === null) return false;
    run.note({ fact: 'entered', account: served.owner, entry: what, by: 'attacker' });
    return true;
  }
  const isFresh = tickOf(run) === grantOf(run, slotOf(access) as Component).codeBorn;
  const seen = isFresh ? { owner: 'alice' as const, isLate: false } : askAgain(run, access, 'use', order);
  if (seen === null) return false;
  run.note({
    fact: 'shown',
    account: seen.owner,
    aliceSees: false,
    attackerSees: true,
    relayed: false,
    isLate: seen.isLate,
    generation: generationOf(access),
  });
  return true;
}

/** m16 of a client, which hands its token back to the bank (RFC 7009 section 2.1), or to somebody who keeps that. */
export function handBack(
  run: Run,
  s: Component,
  fields: Readonly<Record<string, unknown>>,
  way: Way = 'straight',
): boolean {
  const { access } = fields as { access: Term };
  if (!isSecret(access)) return true;
  const keeper = keeperOf(way, 'as');
  back(run, 'm16', 'client', keeper ?? 'authorizationServer', sessionOf(run, s), [
    ...field(access),
    ...credentials(run),
  ]);
  const g = slotOf(access) as Component;
  if (keeper === null && run.peek(g, valueView) === 'issued')
    run.send(g, { type: 'REVOKE', token: access, client: 'client', authenticated: true });
  return true;
}
