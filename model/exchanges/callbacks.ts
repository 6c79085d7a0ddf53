// m7 at the client: which session a response is for, and what follows from it.

import { takesCallback } from '../entities/client.js';
import { type AuthorizationResponse, isSecret, field, responseFields, front, log } from './messages.js';
import { valueView, tickOf, routeView, sessionSlots } from '../instances.js';
import { type ClientSlot, type Person, slotOf, type Term } from '../names.js';
import type { Scenario } from '../scenario.js';
import type { Component, Run } from '../world.js';

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

/**
 * Whether alice's session cookie stays away: a response in the body is a form that the server's site posts to the
 * client's, and a SameSite cookie is not sent with such a form (RFC 6265bis section 8.8). A native app has no cookie.
 */
function isCookieWithheld(run: Run, agent: Person, r: AuthorizationResponse): boolean {
  if (agent !== 'alice' || run.scenario.client === 'native-app') return false;
  const mayBePosted = r.mode === 'registered' || (r.genuine && run.ask('response.mode-locked'));
  return mayBePosted && run.ask('response.in-body') && run.ask('cookie.same-site');
}

/** m7 at one session of the client. False where that session is not the one that continues. */
export function callback(
  run: Run,
  s: Component,
  agent: Person,
  r: AuthorizationResponse,
  claimsIssuer = false,
): boolean {
  const { cookie: held, free, named, namedAgent } = routing(run, agent, r.state);
  const withheld = held !== 'none' && isCookieWithheld(run, agent, r);
  const cookie = withheld ? 'none' : held;
  const step = run.send(s, {
    type: 'CALLBACK',
    agent,
    code: r.code,
    named,
    namedAgent,
    cookie,
    withheld,
    free,
    uri: r.uri,
    issuer: r.issuer,
    genuine: r.genuine,
    signer: r.signer,
    claimsIssuer,
    tick: tickOf(run),
  });
  if (!step.handled || (claimsIssuer && step.refusal === 'claimsAnothersIssuer')) return false;
  arrived(run, agent, r);
  // m18: whatever the client received it forwards where the request says, if it forwards at all.
  if (run.peek(s, valueView) === 'received' && agent === 'alice')
    run.say(front('m18', 'client', 'elsewhere', [...field(r.code), ...field(r.state)]));
  for (const { message, fields } of step.outputs) {
    if (message === 'ended') run.note({ fact: 'ended', agent: (fields as { agent: Person }).agent });
  }
  return true;
}

/** A response has arrived at the client, whatever becomes of it: it stands in the access log and in the agent's URL. */
function arrived(run: Run, agent: Person, r: AuthorizationResponse): void {
  log(run, [...field(r.code), ...field(r.state)]);
  // The page that answers is shown at the URL that arrived, and loads what it embeds (RFC 9700 section 4.2.1).
  if (agent === 'alice') run.say(front('landing', 'userAgent', 'elsewhere', responseFields(r)));
}

/** m7 that every session leaves alone. False where one would not. */
export function ignored(run: Run, agent: Person, r: AuthorizationResponse): boolean {
  if (!sessionSlots(run).every((s) => !takesCallback(run.peek(s, valueView)) || !callback(run, s, agent, r)))
    return false;
  arrivesUntaken(run, agent, r);
  return true;
}

/**
 * m7 arrives at the client's site, and no session takes it: at another page, or because there is none for it. It is in
 * the log all the same, also for whoever reads the log later.
 */
export function arrivesUntaken(run: Run, agent: Person, r: AuthorizationResponse): void {
  arrived(run, agent, r);
  run.send('s0', { type: 'LOGGED', code: r.code, tick: tickOf(run) });
}
