// What is really done for each move of the model: a row for each, or the reason why there is none. No attack has a row.

import type { Rest } from '../../agents/agent.js';
import { type Performance, short } from '../performance.js';
import { Stop, unsupported } from '../stop.js';
import { hashOf } from '../truth.js';
import * as attacker from './attacker.js';
import * as bank from './bank.js';
import * as client from './client.js';

// biome-ignore lint/suspicious/noExplicitAny: a move's choice is plain data, as its name says.
type Choice = any;
export interface Row {
  readonly act: (p: Performance, choice: Choice, ahead: readonly Ahead[]) => Promise<void>;
  /** Something of it is done by a script in place of what the attacker would use. */
  readonly isSimulated?: (choice: Choice) => boolean;
}
/** A move that comes later in the same performance. */
export interface Ahead {
  readonly action: string;
  readonly choice: Readonly<Record<string, unknown>>;
}
export interface Missing {
  readonly missing: string;
}

const grantOf = (tab: string) => `g${tab[1]}`;
const slotOfTab = (tab: string) => `s${tab[1]}`;
const isScript = ({ by }: { by?: string }) =>
  by === 'malware' ||
  by === 'agent.alter' ||
  by === 'overlay' ||
  by === 'fake-app' ||
  by === 'fake-app.claims-uri' ||
  // What would be done at another address, or on the way there, is done in her agent.
  by === 'proxy.terminal' ||
  by === 'dns.client' ||
  by === 'dns.as';
const row = (act: Row['act'], isSimulated: Row['isSimulated'] = isScript): Row => ({ act, isSimulated });
const missing = (why: string): Missing => ({ missing: why });

/** A request comes into alice's tab by a page of the attacker's. */
async function bring(p: Performance, tab: string, url: string, isFramed: boolean): Promise<void> {
  const t = await p.alice.tab(tab);
  bank.begin(p, grantOf(tab), url);
  p.alice.holdRequests = false;
  await t.go(`${p.urls.evil}/${isFramed ? 'frame' : 'lure'}?${new URLSearchParams({ to: url })}`);
  await bank.arriveAtBank(p, t);
}
const started = (isLed: boolean): Row =>
  row(async (p, c: client.StartChoice) => {
    if (isLed) p.isLed = true;
    await client.start(p, 'alice', c, isLed);
  });
const relayed = row(
  async (p, c: client.StartChoice) => {
    p.isRelayed = true;
    await client.start(p, 'alice', c);
  },
  () => true,
);
const altered: Row = row((p, c: client.StartChoice) =>
  client.start(p, 'alice', { ...c, server: c.server ?? 'bank', order: c.order ?? 'attacker' }),
);

export const actions: Readonly<Record<string, Row | Missing>> = {
  'alice.starts': row((p, c) => client.start(p, 'alice', c)),
  'alice.decides': row(async (p, { tab }) => {
    p.truth.grant = grantOf(tab);
    await bank.approve(p, await p.alice.tab(tab), { login: 'alice', reads: true, trusts: false });
  }),
  'alice.enters': row(async (p, { slot, entry }) => {
    if (entry === 'synchronise') throw unsupported('accounts are not synchronised here');
    await enter(p, slot, 'alice');
  }),
  'alice.reviews': missing('there is no page on which alice reviews what she granted'),
  'userAgent.deliversRequest': row(async (p, { tab }) => {
    const t = await p.alice.tab(tab);
    const rest = await t.rest(p.patience);
    if (rest?.at !== 'held') throw new Stop('refused', 'userAgent', 'no request is on its way');
    bank.begin(p, grantOf(tab), rest.url);
    // The bank may send her to the same address again, after the login.
    p.alice.holdRequests = false;
    await t.release();
    await bank.arriveAtBank(p, t);
  }),
  'userAgent.passes': row(async (p, { tab }) => {
    p.truth.grant = grantOf(tab);
    const rest = (await p.settle(await p.alice.tab(tab))) as Rest;
    if (bank.isAtBank(p, rest)) throw new Stop('refused', 'authorizationServer', 'it asks alice');
  }),
  'userAgent.deliversResponse': row(async (p, { tab, continues }) => {
    const t = await p.alice.tab(tab);
    const rest = (await p.settle(t)) as Rest;
    if (rest.at !== 'held') {
      p.refuseIfError(rest);
      throw new Stop('refused', 'userAgent', `no response is on its way: ${short(JSON.stringify(rest))}`);
    }
    await t.release();
    const slot = continues === 'none' ? slotOfTab(tab) : continues;
    p.tabOf.set(slot, { tab: t, whose: 'alice' });
    await client.afterCallback(p, t, slot);
  }),
  'client.redeems': row(async (p, { slot }) => {
    const waited = p.stack.waiting.length;
    await client.letGo(p, 'm8', slot);
    const { tab } = p.tabOf.get(slot)!;
    const before = p.stack.exchanges.length;
    const rest = await settleOrEvil(p, slot, waited);
    if (rest === 'evil' || rest === 'm10') return;
    const refused = p.stack.exchanges
      .slice(before)
      .find((e) => e.site === 'bank' && e.from === 'back' && e.method === 'POST' && e.status !== 200);
    if (refused !== undefined)
      throw new Stop('refused', 'authorizationServer', short(`${refused.status} ${refused.out}`));
    p.refuseIfError(rest);
    // A page with content of others comes before the account.
    if (typeof rest === 'object' && rest.at === 'page') {
      await tab.rest(10);
      return;
    }
    throw new Stop('refused', 'client', short(JSON.stringify(rest)));
  }),
  'client.uses': row(async (p, { slot }) => {
    await client.letGo(p, 'm10', slot);
    const { tab } = p.tabOf.get(slot)!;
    const rest = await p.settle(tab);
    p.refuseIfError(rest);
  }),
  'client.refreshes': row(async (p, { slot }) => {
    const { tab } = p.tabOf.get(slot)!;
    await tab.go(new URL('/refresh', p.urls.home).href);
    const rest = await p.settle(tab, slot);
    if (rest !== 'm8') {
      p.refuseIfError(rest);
      throw new Stop('refused', 'client', 'it does not refresh');
    }
    await client.letGo(p, 'm8', slot);
    const after = await p.settle(tab, slot);
    p.refuseIfError(after);
  }),
  'client.disposes': missing('no client of the lab sends a refused code to the server'),
  'clock.ticks': row(async (p) => {
    p.logBefore = (await p.stack.ask.log()).join('\n');
    p.ticks++;
    await p.stack.ask.tick(attacker.tickMs);
  }),

  'attacker.starts': row(async (p, c) => {
    await client.start(p, 'attacker', c);
  }),
  'attacker.isChosen': started(false),
  'attacker.lures': started(true),
  'attacker.standsBetween': relayed,
  'attacker.altersStart': altered,
  'attacker.altersOrder': altered,
  'attacker.drives': row(altered.act, () => true),
  'attacker.authorizes': row(async (p, c) => {
    const url = await bank.craft(p, c);
    bank.begin(p, c.grant, url);
    const tab = await p.mallory.tab(c.grant);
    p.mallory.holdRequests = false;
    await tab.go(url);
    const rest = await bank.approve(p, tab, { login: 'mallory', reads: false, trusts: true });
    p.mallory.holdRequests = true;
    await p.stack.ask.sync();
    const code = p.truth.get(`code:${c.grant}`);
    if (code === undefined) throw new Stop('refused', 'authorizationServer', short(JSON.stringify(rest)));
    p.learn(`code:${c.grant}`, 'its own authorization');
  }),
  'attacker.bringsRequest': row(async (p, c, ahead) => {
    // Whose frame is to be clicked frames the page; otherwise a page of the attacker's leads her there.
    const isFramed = ahead.some(
      (a) => a.action === 'getsApproval' && a.choice.by === 'frame' && a.choice.tab === c.tab,
    );
    await bring(p, c.tab, await bank.craft(p, c), isFramed);
  }),
  'attacker.isUsed': row(async (p, c) => {
    await bring(p, c.tab, await bank.craft(p, c), false);
    await bank.approve(p, await p.alice.tab(c.tab), { login: 'alice', reads: true, trusts: true });
  }),
  'attacker.handsOver': row(async (p, c) => {
    const url = await bank.craft(p, c);
    bank.begin(p, grantOf(c.tab), url);
    const own = await p.mallory.tab(grantOf(c.tab));
    p.mallory.holdRequests = false;
    await own.go(url);
    const rest = (await p.settle(own)) as Rest;
    p.refuseIfError(rest);
    if (rest.at !== 'page') throw new Stop('refused', 'authorizationServer', 'there is no page to hand over');
    await (await p.alice.tab(c.tab)).go(`${p.urls.evil}/lure?${new URLSearchParams({ to: rest.url })}`);
    await bank.arriveAtBank(p, await p.alice.tab(c.tab));
  }),
  'attacker.redirects': row(async (p, c) => {
    const url = await bank.craft(p, c);
    bank.begin(p, grantOf(c.tab), url);
    p.alice.holdRequests = false;
    await p.stack.ask.evilSends(url);
    await bank.arriveAtBank(p, await p.alice.tab(c.tab));
  }),
  'attacker.altersRequest': row(async (p, c) => {
    const tab = await p.alice.tab(c.tab);
    const rest = await tab.rest(p.patience);
    if (rest?.at === 'held') {
      const q = new URL(rest.url).searchParams;
      // What stands in the request can be left as it is, whoever knows it.
      for (const [kind, key] of [
        ['state', 'state'],
        ['challenge', 'code_challenge'],
      ] as const) {
        const value = q.get(key);
        for (const [term, v] of p.truth.values)
          if (value !== null && v === value && term.startsWith(kind))
            p.learn(term, 'in the request that it alters');
      }
    }
    const url = await bank.craft(p, c);
    bank.begin(p, grantOf(c.tab), url);
    await tab.drop();
    p.alice.holdRequests = false;
    await tab.go(url);
    await bank.arriveAtBank(p, tab);
  }),
  'attacker.sendsCallback': row(async (p, c) => {
    const url = await client.responseUrl(p, c);
    const known = p.tabOf.get(c.continues);
    const tab = known?.whose === 'attacker' ? known.tab : await p.mallory.tab(c.continues);
    p.tabOf.set(c.continues, { tab, whose: 'attacker' });
    await tab.go(url);
    const rest = await tab.rest(p.patience);
    if (rest?.at === 'held') await tab.release();
    await client.afterCallback(p, tab, c.continues);
  }),
  'attacker.luresCallback': row(async (p, c) => {
    const to = await client.responseUrl(p, c);
    // In a tab of its own: what goes on in others is left alone.
    const tab = await p.alice.tab(`lured-${c.continues}`);
    if (!p.tabOf.has(c.continues)) p.isUnsolicited = true;
    p.tabOf.set(c.continues, { tab, whose: 'alice' });
    const way = c.mode === 'registered' && p.urls.is['response.in-body'] ? 'post' : 'lure';
    await tab.go(`${p.urls.evil}/${way}?${new URLSearchParams({ to })}`);
    const rest = await tab.rest(p.patience);
    if (rest?.at === 'held') await tab.release();
    await client.afterCallback(p, tab, c.continues);
  }),
  'attacker.responds': row(async (p, c) => {
    const slot = slotOfTab(c.tab);
    const state = p.truth.get(`state:${slot}`);
    const own: Record<string, string> = state === undefined ? {} : { [`state:${slot}`]: state };
    await p.stack.ask.evilSends(await client.responseUrl(p, c, own));
    await p.settle(await p.alice.tab(c.tab));
  }),
  'attacker.altersResponse': row(
    async (p, c) => {
      const tab = await p.alice.tab(c.tab);
      const rest = (await p.settle(tab)) as Rest;
      if (rest.at !== 'held') throw new Stop('refused', 'userAgent', 'no response is on its way');
      await p.listen();
      const url = await client.responseUrl(p, c);
      p.tabOf.set(c.continues, { tab, whose: 'alice' });
      await tab.release(url);
      await client.afterCallback(p, tab, c.continues);
    },
    () => true,
  ),
  'attacker.claimsIssuer': missing("a client of the lab's discovers no metadata"),
  'attacker.claimsEndpoint': missing("a client of the lab's discovers no metadata"),
  'attacker.sharesResourceServer': missing(
    'the client knows one resource server for each authorization server',
  ),
  'attacker.getsApproval': row(async (p, { tab, by }) => {
    p.truth.grant = grantOf(tab);
    const t = await p.alice.tab(tab);
    if (by === 'frame') {
      if (t.clickInFrame === undefined) throw unsupported('without a browser there are no frames');
      await t.clickInFrame();
      return;
    }
    await bank.approve(p, t, { login: 'alice', reads: false, trusts: true });
  }),
  'attacker.logsIn': missing(
    "the servers' login forms belong to an interaction: there is no address that logs a browser in",
  ),
  'attacker.asksPassword': missing("nobody answers here for the bank's own pages"),
  'attacker.drops': row(async (p, { tab }) => (await p.alice.tab(tab)).drop()),
  'attacker.holds': row(async () => {}),
  'attacker.releases': row(async () => {}),
  'attacker.takesResponse': row(
    async (p, { tab }) => {
      const t = await p.alice.tab(tab);
      const rest = (await p.settle(t)) as Rest;
      if (rest.at !== 'held') throw new Stop('refused', 'userAgent', 'no response is on its way');
      await p.stack.ask.divert('front', 'client', 'evil');
      await t.release();
      const after = (await p.settle(t)) as Rest;
      await p.stack.ask.divert('front', 'client', null);
      if (after.at === 'nowhere') throw new Stop('refused', 'userAgent', short(after.why));
    },
    // The address really leads elsewhere.
    (c) => c.by !== 'dns.client' && isScript(c),
  ),
  'attacker.impersonates': row(
    async (p, { slot, by }) => {
      const [site, kind] = by === 'dns.as' ? (['bank', 'm8'] as const) : (['rs', 'm10'] as const);
      await p.stack.ask.divert('back', site, 'evil');
      const before = p.stack.exchanges.length;
      await client.letGo(p, kind, slot);
      const arrived = await p.stack.until(
        () =>
          p.stack.exchanges.slice(before).some((e) => e.site === 'evil') ||
          p.stack.waiting.some(({ at }) => at === 'token'),
        1500,
      );
      await p.stack.ask.divert('back', site, null);
      if (arrived === null) throw new Stop('refused', 'client', 'it does not speak to the impostor');
    },
    () => false,
  ),
  'attacker.ridesSession': missing("alice's cookie is not taken off the wire here"),
  'attacker.synchronises': missing('accounts are not synchronised here'),
  'attacker.handsBack': missing('there is no page on which alice reviews what she granted'),
  'attacker.drivesUse': missing('what a session is for is fixed when it starts'),
  'attacker.forgesAccount': row(
    async (p, { slot, entry }) => {
      if (entry === 'synchronise') throw unsupported('accounts are not synchronised here');
      // What alice is shown is not what the client sends: to her it is her own account.
      await enter(p, slot, '');
    },
    () => true,
  ),
  'attacker.forgesServices': missing('the page does not show what a token permits'),
  'attacker.spoilsReview': missing('there is no page on which alice reviews what she granted'),
  'attacker.takesEntry': missing(
    'what alice enters goes to the resource server over a connection of its own',
  ),
  'attacker.readsStore': row(
    async (p, { slot }) => {
      const { secret } = p.urls.clients.client;
      // The model reads it session by session.
      const id = p.flowOf.get(slot);
      const sessions = Object.values(await p.stack.ask.store()) as readonly string[];
      const own = sessions.filter((text) => id === undefined || text.includes(id));
      // What stands there for the flow that waits is its verifier.
      const verifier = own
        .map((text) => /"(?:code_)?verifier":"([^"]+)"/.exec(text)?.[1])
        .find((v) => v !== undefined);
      if (verifier !== undefined && p.truth.get(`challenge:${slot}`) === hashOf(verifier))
        p.truth.set(`verifier:${slot}`, verifier);
      p.storesRead.push(`${own.join('\n')} ${secret}`);
    },
    () => false,
  ),
  'attacker.readsLog': row(async (p) => {
    await p.listen();
  }),
  'attacker.redeems': row(attacker.redeem),
  'attacker.refreshes': row(attacker.refresh),
  'attacker.revokes': row(attacker.revoke),
  'attacker.spends': row(attacker.spend),
  'attacker.guesses': row(attacker.guess),
  'attacker.answers': row(async (p, { slot, access }) => {
    await p.stack.ask.evilAnswers({ token_type: 'Bearer', access_token: await p.need(access) });
    const { tab } = p.tabOf.get(slot)!;
    const rest = await p.settle(tab, slot);
    p.refuseIfError(rest);
  }),
};

/** Where a session's tab comes to rest after its token request; `evil`: that is at the attacker's server, which waits. */
async function settleOrEvil(
  p: Performance,
  slot: string,
  waited: number,
): Promise<Rest | 'm8' | 'm10' | 'evil'> {
  const isAtEvil = () => p.stack.waiting.length > waited;
  const end = performance.now() + p.patience;
  const { tab } = p.tabOf.get(slot)!;
  while (performance.now() < end && !isAtEvil()) {
    const rest = await tab.rest(15);
    if (rest !== null || p.stack.peekHeld('m10') !== undefined) return p.settle(tab, slot);
  }
  return isAtEvil() ? 'evil' : { at: 'nowhere', why: 'no answer' };
}

/** Alice stores something in the account that a session shows. `expects`: whose she takes it for; empty: she is deceived. */
async function enter(p: Performance, slot: string, expects: string): Promise<void> {
  const { tab } = p.tabOf.get(slot)!;
  await tab.rest(p.patience);
  await p.letGo();
  await tab.submit(null, { expect: expects });
  const rest = (await p.settle(tab)) as Rest;
  await p.stack.ask.hold(true);
  p.refuseIfError(rest);
}
