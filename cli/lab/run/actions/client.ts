// At the client: sessions start, responses arrive, tokens are asked for and used.

import type { Order } from '../../../../model/names.js';
import type { Rest, Tab } from '../../agents/agent.js';
import { type Performance, short } from '../performance.js';
import { Stop, unsupported } from '../stop.js';

export interface StartChoice {
  readonly slot: string;
  readonly server?: 'bank' | 'evil';
  readonly resourceServer?: 'bank' | 'evil';
  readonly order: Order;
  readonly claims?: readonly string[];
  readonly by?: string;
}
const tabName = (slot: string) => `u${slot[1]}`;

/** A session starts, from a page of the client's own or by a link; its request is held, or waits at the attacker's server. */
export async function start(p: Performance, whose: 'alice' | 'attacker', c: StartChoice, isLed = false) {
  const server = c.server ?? 'bank';
  if ((c.claims ?? []).length > 0) throw unsupported("a client of the lab's discovers no metadata");
  if (server === 'bank' && c.resourceServer === 'evil')
    throw unsupported('the client knows one resource server for each authorization server');
  const agent = whose === 'alice' ? p.alice : p.mallory;
  const tab = await agent.tab(whose === 'alice' ? tabName(c.slot) : c.slot);
  p.tabOf.set(c.slot, { tab, whose });
  agent.holdRequests = true;
  p.evilSlot = server === 'evil' ? c.slot : p.evilSlot;
  if (isLed) {
    const to = `${p.urls.start}?${new URLSearchParams({ as: server, order: c.order })}`;
    await tab.go(`${p.urls.evil}/lure?${new URLSearchParams({ to })}`);
  } else {
    await tab.go(p.urls.home);
    if ((await tab.rest(p.patience)) === null) throw new Stop('failed', 'lab', 'no answer in time');
    await tab.submit(`${server}-${c.order}`, {});
  }
  if (server === 'evil') {
    const isThere = () =>
      p.stack.exchanges.find((e) => e.site === 'client' && e.location?.startsWith(`${p.urls.evil}/as/`));
    const waits = () => (p.stack.waiting.some(({ at }) => at === 'authorize') ? isThere() : null);
    const request = await p.stack.until(waits, p.patience);
    if (request === null) throw new Stop('refused', 'client', short(await words(p, tab)));
    p.truth.request(c.slot, request.location!);
    if (p.stack.flows.start !== null) p.flowOf.set(c.slot, p.stack.flows.start);
    // What is brought to its server the attacker has.
    await p.listen();
    return;
  }
  const rest = (await p.settle(tab)) as Rest;
  if (rest.at !== 'held') {
    p.refuseIfError(rest);
    throw new Stop('refused', 'client', short(rest.at === 'page' ? rest.text : rest.why));
  }
  p.truth.request(c.slot, rest.url);
  await p.stack.ask.sync();
  if (p.stack.flows.start !== null) p.flowOf.set(c.slot, p.stack.flows.start);
  if (whose === 'attacker')
    // Sent in the clear, a challenge is its verifier.
    for (const kind of ['state', 'challenge', 'verifier'])
      if (p.truth.has(`${kind}:${c.slot}`)) p.learn(`${kind}:${c.slot}`, 'its own session');
}
const words = async (p: Performance, tab: Tab): Promise<string> => {
  const rest = await tab.rest(10);
  return rest?.at === 'page' ? rest.text : rest?.at === 'nowhere' ? rest.why : p.urls.home;
};

/** What came of a response that arrived: the client asks for tokens, or says why it does not. */
export async function afterCallback(p: Performance, tab: Tab, slot: string): Promise<void> {
  const rest = await p.settle(tab, slot);
  if (rest === 'm8') {
    // Which session goes on is the client's choice, and not the sender's.
    const flow = p.stack.flows.callback;
    if (flow === (p.flowOf.get(slot) ?? null)) return;
    const taken = [...p.flowOf].find(([, id]) => id === flow)?.[0] ?? 'a new session';
    throw new Stop('refused', 'client', `the response goes to ${taken}, not to ${slot}`);
  }
  p.refuseIfError(rest);
  const said = rest === 'm10' || rest.at !== 'page' ? JSON.stringify(rest) : rest.text;
  throw new Stop('refused', 'client', short(said));
}

/** A response of the attacker's own making, as an address. */
export interface ResponseChoice {
  readonly code: string;
  readonly state: string;
  readonly issuer: 'bank' | 'evil' | 'none';
  readonly signer: 'bank' | 'evil' | 'none';
  readonly at: 'cb.bank' | 'cb.evil';
  readonly mode?: string;
  readonly continues?: string;
}
export async function responseUrl(
  p: Performance,
  c: ResponseChoice,
  known: Readonly<Record<string, string>> = {},
): Promise<string> {
  const value = async (term: string) => known[term] ?? (await p.need(term));
  const to = new URL(c.at === 'cb.bank' ? p.urls.callback.bank : p.urls.callback.evil);
  const code = await value(c.code);
  const state = await value(c.state);
  if (p.urls.is['response.signed']) {
    // Who can only repeat what the bank signed repeats it whole.
    const jwt = p.stack.exchanges
      .map(({ location }) =>
        location === null ? null : new URL(location, 'http://lab.test').searchParams.get('response'),
      )
      .find((r) => r !== null && code !== undefined && atobUrl(r.split('.')[1] ?? '').includes(`"${code}"`));
    if (c.signer === 'bank' && typeof jwt === 'string') {
      to.searchParams.set('response', jwt);
      return to.href;
    }
  }
  if (code === undefined) to.searchParams.set('error', 'access_denied');
  else to.searchParams.set('code', code);
  if (state !== undefined) to.searchParams.set('state', state);
  if (c.issuer !== 'none') to.searchParams.set('iss', c.issuer === 'bank' ? p.urls.issuer : p.urls.evil);
  return to.href;
}
const atobUrl = (text: string): string => Buffer.from(text, 'base64url').toString();

/** How a held request of a session's goes on: it is let go, and whoever answers has answered. */
export async function letGo(p: Performance, kind: 'm8' | 'm10', slot: string): Promise<void> {
  const key = `${kind}:${slot}`;
  let id = p.held.get(key);
  if (id === undefined) {
    const { tab } = p.tabOf.get(slot) ?? {};
    if (tab !== undefined) {
      const rest = await p.settle(tab, slot);
      if (rest !== kind) {
        p.refuseIfError(rest);
        throw new Stop('refused', 'client', `no ${kind} of ${slot}`);
      }
    }
    id = p.held.get(key);
  }
  if (id === undefined) throw new Stop('refused', 'client', `it sends no ${kind} in ${slot}`);
  p.held.delete(key);
  await p.stack.ask.release(id);
}
