// At the bank's pages: requests of the attacker's making, and what alice's hands do with the forms.

import type { Order } from '../../../../model/names.js';
import type { Rest, Tab } from '../../agents/agent.js';
import { type Performance, short } from '../performance.js';
import { Stop, unsupported } from '../stop.js';
import { parametersOf } from '../truth.js';

export interface RequestChoice {
  readonly client: 'client' | 'evil-client';
  readonly redirect: 'cb.bank' | 'cb.evil' | 'site' | 'evil';
  readonly state: string;
  readonly challenge: string;
  readonly order: Order;
  readonly maker: string;
  readonly audience?: string;
  readonly mode?: string;
  readonly key?: string;
}

export const redirectUri = (p: Performance, redirect: RequestChoice['redirect']): string => {
  switch (redirect) {
    case 'cb.bank':
      return p.urls.callback.bank;
    case 'cb.evil':
      return p.urls.callback.evil;
    case 'site':
      // Another page of the client's; the redirector, for whoever can use that.
      return p.can('redirector')
        ? `${p.urls.redirector}?to=${encodeURIComponent(`${p.urls.evil}/cb`)}`
        : new URL('/elsewhere', p.urls.redirector).href;
    case 'evil':
      return `${p.urls.evil}/cb`;
  }
};

/** An authorization request as a move says. Throws if it takes what the attacker never saw. */
export async function craft(p: Performance, c: RequestChoice): Promise<string> {
  if (c.audience === 'evil') throw unsupported('the bank knows no other resource server');
  if (c.key === 'client') throw unsupported("a request with the client's key is made by the client only");
  const state = await p.need(c.state);
  const challenge = await p.need(c.challenge);
  const own = p.truth.requests.get(c.maker);
  if (own !== undefined) return own;
  const q = new URLSearchParams({
    response_type: 'code',
    client_id: p.urls.clients[c.client].id,
    redirect_uri: redirectUri(p, c.redirect),
    scope: p.urls.scopes[c.order],
  });
  if (state !== undefined) q.set('state', state);
  if (challenge !== undefined) {
    q.set('code_challenge', challenge);
    // What a session sent in the clear can only be repeated so.
    const isPlain = p.truth.get(c.challenge.replace('challenge', 'verifier')) === challenge;
    q.set('code_challenge_method', isPlain ? 'plain' : 'S256');
  }
  if (c.mode === 'registered' && p.urls.is['response.in-body']) q.set('response_mode', 'form_post');
  return `${p.urls.authorize}?${q}`;
}
/** From now on the bank is busy with this authorization. */
export function begin(p: Performance, grant: string, url: string): void {
  p.truth.grant = grant;
  p.truth.redirectOf.set(grant, parametersOf(url).get('redirect_uri') ?? '');
}

export const isAtBank = (p: Performance, rest: Rest): boolean =>
  rest.at === 'page' && new URL(rest.url).origin === new URL(p.urls.authorize).origin;

/** Throws unless a request got a tab as far as a form of the bank's (or further, where it asks nobody). */
export async function arriveAtBank(p: Performance, tab: Tab): Promise<void> {
  const rest = await p.settle(tab);
  p.refuseIfError(rest as Rest);
}

interface Hands {
  readonly login: 'alice' | 'mallory';
  /** She reads what the page says, and declines what she did not ask for. */
  readonly reads: boolean;
  /** She knows whose client it is. */
  readonly trusts: boolean;
}
/** Fills in forms of the bank's until the tab leaves it. Throws if the bank refuses, or alice. */
export async function approve(p: Performance, tab: Tab, { login, reads, trusts }: Hands): Promise<Rest> {
  const { password } = p.urls.accounts[login];
  for (let i = 0; i < 6; i++) {
    const rest = (await p.settle(tab)) as Rest;
    // Where a page of somebody else's comes next, what that says is of no concern here.
    if (rest.at === 'page' && !isAtBank(p, rest) && !new URL(rest.url).searchParams.has('error')) return rest;
    p.refuseIfError(rest);
    if (rest.at !== 'page') return rest;
    if (!rest.hasForm) throw new Stop('refused', 'authorizationServer', short(rest.text));
    if (reads && /pay-mallory/.test(rest.text))
      throw new Stop('alice', 'alice', `she declines: ${short(rest.text)}`);
    if (reads && !trusts && p.urls.is['consent.client-shown'] && /Evil App|evilapp/.test(rest.text))
      throw new Stop('alice', 'alice', `she declines: ${short(rest.text)}`);
    if (login === 'alice') p.typed.push(`login=${login}&password=${password}`);
    await tab.submit(null, { login, password });
  }
  const rest = (await tab.rest(p.patience)) ?? ({ at: 'nowhere', why: 'no answer' } as const);
  if (rest.at === 'page' && isAtBank(p, rest))
    throw new Stop('refused', 'authorizationServer', `the page asks again: ${short(rest.text)}`);
  return rest;
}
/** Alice has logged in at the bank before, at nobody's request. Her sessions at the client are as they were. */
export async function logInBefore(p: Performance): Promise<void> {
  const tab = await p.alice.tab('before');
  const grant = p.truth.grant;
  p.truth.grant = 'before';
  await tab.go(p.urls.home);
  await tab.rest(p.patience);
  await tab.submit('bank-none', {});
  const rest = (await tab.rest(p.patience)) ?? null;
  if (rest?.at === 'held') await tab.release();
  const form = (await p.settle(tab)) as Rest;
  if (form.at === 'page' && form.hasForm) {
    await tab.submit(null, p.urls.accounts.alice);
    await tab.rest(p.patience);
  }
  await tab.close();
  await p.alice.forget('client.test');
  p.truth.grant = grant;
}
