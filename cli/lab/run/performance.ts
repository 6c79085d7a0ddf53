// One performance: a stack, alice's user agent, the attacker with an agent and an account of its own, and what is known.

import { createHash, randomBytes } from 'node:crypto';
import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import type { Scenario } from '../../../model/scenario.js';
import type { Agent, Classify, Rest, Tab } from '../agents/agent.js';
import { Jar, type Reply } from '../agents/jar.js';
import { PlainAgent } from '../agents/plain.js';
import { addresses } from '../loopback.js';
import type { Stack } from '../stack.js';
import type { Urls } from '../wanted.js';
import type { Sight } from './sight.js';
import { Stop, type StopParty } from './stop.js';
import { taps } from './taps.js';
import { responseIn, Truth } from './truth.js';

/** What a page, an answer or a held step takes at most, in milliseconds. */
const usualPatience = 8000;
/** What a single word of an answer is worth telling. */
const telling = 160;
export const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, telling);

/** Which hops of a user agent the model has steps for. */
export const classifyFor =
  (urls: Urls): Classify =>
  (url) => {
    const at = new URL(url);
    const place = at.origin + at.pathname;
    if (place === urls.authorize && at.searchParams.has('client_id')) return 'm3';
    if (place === urls.callback.bank || place === urls.callback.evil) return 'm7';
    return null;
  };

/** A text, and what stands in the signed objects in it: a signature hides nothing. */
export const withPayloads = (text: string): string =>
  [
    text,
    ...[...text.matchAll(/eyJ[\w-]+\.(eyJ[\w-]+)/g)].map(([, body]) =>
      Buffer.from(body!, 'base64url').toString(),
    ),
  ].join('\n');

export class Performance implements Sight {
  readonly truth = new Truth();
  /** Terms that the attacker knows, and how. */
  readonly known = new Map<string, string>();
  readonly mallory: PlainAgent;
  /** What speaks for the attacker without a browser: requests of any form, to any server. */
  readonly direct = new Jar(addresses.server);
  /** What alice typed, and what she was shown. */
  readonly typed: string[] = [];
  readonly shown: string[] = [];
  readonly storesRead: string[] = [];
  logBefore = '';
  isRelayed = false;
  isLed = false;
  isUnsolicited = false;
  /** The last answers to the attacker. */
  spent: Reply | null = null;
  lastAnswer: Reply | null = null;
  ticks = 0;
  readonly notes: string[] = [];
  /** Which held token request, and which held resource request, is of which session. */
  readonly held = new Map<string, number>();
  /** In which tab, and whose, a session goes on. */
  readonly tabOf = new Map<string, { readonly tab: Tab; readonly whose: 'alice' | 'attacker' }>();
  evilSlot: string | null = null;
  /** The client's own name for the flow of a session. */
  readonly flowOf = new Map<string, string>();

  constructor(
    readonly stack: Stack,
    readonly urls: Urls,
    readonly alice: Agent,
    readonly scenario: Scenario,
    readonly capabilities: ReadonlySet<CapabilityId>,
    readonly patience = usualPatience,
  ) {
    const verifier = randomBytes(32).toString('base64url');
    this.truth.set('verifier:own', verifier);
    this.truth.set('challenge:own', createHash('sha256').update(verifier).digest('base64url'));
    this.truth.set('access:evil', 'token-of-evil');
    for (const term of ['verifier:own', 'challenge:own', 'access:evil']) this.known.set(term, 'its own');
    this.truth.set('secret:client', urls.clients.client.secret);
    if (scenario.client === 'native-app') this.known.set('secret:client', 'in every copy');
    this.mallory = new PlainAgent(classifyFor(urls), () => false, addresses.server);
    this.mallory.holdRequests = true;
    const tokenPath = new URL(urls.token).pathname;
    stack.onExchange = (exchange) => this.truth.take(exchange, tokenPath);
  }
  get handsOver(): boolean {
    return this.scenario.client === 'server-app+access-app';
  }
  can(capability: CapabilityId): boolean {
    return this.capabilities.has(capability);
  }

  /** Everything that the attacker can read now, each with how. */
  async readable(): Promise<readonly (readonly [string, string])[]> {
    await this.stack.ask.sync();
    const own = this.stack.exchanges
      .filter(({ site }) => site === 'evil')
      .map((e) => `${e.url} ${JSON.stringify(e.headers)} ${e.body}`);
    own.push(...this.stack.waiting.map(({ request }) => request));
    const texts: (readonly [string, string])[] = [['own server', own.join('\n')]];
    for (const capability of this.capabilities) {
      const { read } = taps[capability];
      if (read !== null) texts.push([capability, await read(this)]);
    }
    return texts.map(([how, text]) => [how, withPayloads(text)] as const);
  }
  /** Looks for values in what can be read; returns the terms that are new. */
  async listen(): Promise<readonly string[]> {
    const texts = await this.readable();
    const learnt: string[] = [];
    for (const [term, value] of this.truth.values) {
      if (this.known.has(term) || value.length < 3) continue;
      const found = texts.find(
        ([, text]) => text.includes(value) || text.includes(encodeURIComponent(value)),
      );
      if (found === undefined) continue;
      this.learn(term, found[0]);
      learnt.push(term);
    }
    return learnt;
  }
  learn(term: string, how: string): void {
    if (!this.known.has(term)) this.known.set(term, how);
    const verifier = term.startsWith('verifier:') ? this.truth.get(term) : undefined;
    if (verifier !== undefined) {
      const challenge = term.replace('verifier', 'challenge');
      if (this.truth.has(challenge)) this.known.set(challenge, how);
    }
  }
  /**
   * The value of a term that the attacker puts somewhere. Throws if it never saw it. Undefined: there is none to send, as
   * where a client sends no state.
   */
  async need(term: string): Promise<string | undefined> {
    if (term === 'none') return undefined;
    if (term === 'code:junk') return 'junk';
    await this.listen();
    const value = this.truth.get(term);
    const slot = /^(?:state|challenge|verifier):(s\d)$/.exec(term)?.[1];
    if (value === undefined && slot !== undefined && this.truth.requests.has(slot)) return undefined;
    if (!this.known.has(term))
      throw new Stop(
        'unknown',
        'attacker',
        `it never saw ${term}${value === undefined ? ', and there is no such value' : ''}`,
      );
    return value;
  }

  /** Waits until a tab has come to rest, or until the client waits for an answer of its own. */
  async settle(tab: Tab, slot: string | null = null): Promise<Rest | 'm8' | 'm10'> {
    const end = performance.now() + this.patience;
    for (;;) {
      const rest = await tab.rest(15);
      if (rest !== null) return this.#seen(rest);
      for (const kind of ['m8', 'm10'] as const) {
        const held = slot === null ? undefined : this.stack.peekHeld(kind);
        if (held === undefined) continue;
        await this.stack.takeHeld(kind, 0);
        this.held.set(`${kind}:${slot}`, held.id);
        return kind;
      }
      if (performance.now() > end) return { at: 'nowhere', why: 'no answer' };
    }
  }
  /** Lets everything go that is held, now and from now on. */
  async letGo(): Promise<void> {
    for (const id of this.held.values()) await this.stack.ask.release(id);
    this.held.clear();
    await this.stack.letGo();
  }
  #seen(rest: Rest): Rest {
    if (rest.at === 'page') this.shown.push(rest.text);
    return rest;
  }
  /** Throws what a page says if it is an error, and what the server sent to the client if it is that. */
  refuseIfError(rest: Rest | 'm8' | 'm10'): void {
    if (rest === 'm8' || rest === 'm10') return;
    // Silence is no refusal: on a busy machine an answer may just be late.
    if (rest.at === 'nowhere' && rest.why === 'no answer')
      throw new Stop('failed', 'lab', 'no answer in time');
    if (rest.at === 'nowhere') throw new Stop('refused', 'userAgent', short(rest.why));
    const text = rest.at === 'page' ? rest.text : '';
    const response = responseIn(rest.url, rest.at === 'held' ? rest.body : '');
    const error = rest.at === 'held' || !text.startsWith('client error') ? response.get('error') : null;
    if (error !== null)
      throw new Stop(
        'refused',
        'authorizationServer',
        short(`${error} ${response.get('error_description') ?? ''}`),
      );
    const said = /(AS|client) error:.*/.exec(text)?.[0];
    if (said === undefined) return;
    const by: StopParty = said.startsWith('AS')
      ? 'authorizationServer'
      : /resource \d+/.test(said)
        ? 'resourceServer'
        : 'client';
    throw new Stop('refused', by, short(said));
  }
}
