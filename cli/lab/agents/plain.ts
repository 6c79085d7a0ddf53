// A user agent without a browser: no scripts but the three that the lab's pages have, no pictures, no frames. It is quick;
// what needs a browser needs the other one.

import { addresses } from '../loopback.js';
import type { Agent, Classify, Hop, Rest, Tab } from './agent.js';
import { formsOf, Jar, type Reply } from './jar.js';

interface Request {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  /** A site that a form comes from is another than the one it goes to. */
  readonly isCrossSite: boolean;
}
const maxHops = 20;

class PlainTab implements Tab {
  #state: Rest | null = { at: 'nowhere', why: 'nothing was opened' };
  #held: Request | null = null;
  #page: Reply | null = null;
  #waiting: (() => void)[] = [];

  constructor(readonly agent: PlainAgent) {}

  #settle(rest: Rest): void {
    this.#state = rest;
    for (const wake of this.#waiting.splice(0)) wake();
  }
  async rest(ms: number): Promise<Rest | null> {
    if (this.#state !== null) return this.#state;
    await Promise.race([
      new Promise<void>((ok) => this.#waiting.push(ok)),
      new Promise<void>((ok) => setTimeout(ok, ms)),
    ]);
    return this.#state;
  }
  go(url: string): Promise<void> {
    return this.#begin({ method: 'GET', url, body: undefined, isCrossSite: false });
  }
  async #begin(request: Request): Promise<void> {
    this.#state = null;
    this.#held = null;
    this.#page = null;
    void this.#walk(request, this.agent.holds(request.url)).catch((error: Error) =>
      this.#settle({ at: 'nowhere', why: error.message }),
    );
  }
  async #walk(first: Request, kind: Hop['kind'] | null): Promise<void> {
    let request = first;
    let hop = kind;
    for (let i = 0; i < maxHops; i++) {
      if (hop !== null) {
        this.#held = request;
        const { url, method, body = '' } = request;
        return this.#settle({ at: 'held', kind: hop, url, method, body });
      }
      const reply = await this.agent.jar.request(request.method, request.url, {
        ...(request.body !== undefined && { body: request.body }),
        withoutCookies:
          request.isCrossSite && request.method === 'POST' && this.agent.isSameSite(request.url),
      });
      const next = this.#next(request, reply);
      if (next === null) {
        this.#page = reply;
        const text = reply.text
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim();
        return this.#settle({ at: 'page', url: request.url, text, hasForm: formsOf(reply).length > 0 });
      }
      request = next;
      hop = this.agent.holds(request.url);
    }
    this.#settle({ at: 'nowhere', why: 'too many redirects' });
  }
  #next(request: Request, reply: Reply): Request | null {
    const location = reply.headers.location;
    if (location !== undefined) {
      const url = new URL(location, request.url).href;
      // RFC 9110 15.4: 307 and 308 keep the method and the body.
      const isKept = reply.status === 307 || reply.status === 308;
      const isCrossSite = request.isCrossSite || new URL(url).hostname !== new URL(request.url).hostname;
      return isKept
        ? { method: request.method, url, body: request.body, isCrossSite }
        : { method: 'GET', url, body: undefined, isCrossSite };
    }
    const script = /<script>([\s\S]*?)<\/script>/i.exec(reply.text)?.[1] ?? '';
    const to = /location\.href=("(?:[^"\\]|\\.)*")/.exec(script)?.[1];
    if (to !== undefined)
      return {
        method: 'GET',
        url: new URL(JSON.parse(to) as string, request.url).href,
        body: undefined,
        isCrossSite: true,
      };
    if (!/\.submit\(\)/.test(script)) return null;
    const [form] = formsOf(reply);
    if (form === undefined) return null;
    const isCrossSite = new URL(form.action).hostname !== new URL(request.url).hostname;
    return {
      method: form.method,
      url: form.action,
      body: new URLSearchParams(form.fields).toString(),
      isCrossSite,
    };
  }
  async submit(formId: string | null, fields: Readonly<Record<string, string>>): Promise<void> {
    const forms = this.#page === null ? [] : formsOf(this.#page);
    const form = formId === null ? forms[0] : forms.find(({ id }) => id === formId);
    if (form === undefined) return this.#settle({ at: 'nowhere', why: 'the page has no such form' });
    const own = Object.fromEntries(Object.entries(fields).filter(([name]) => name in form.fields));
    const body = new URLSearchParams({ ...form.fields, ...own }).toString();
    await this.#begin({ method: form.method, url: form.action, body, isCrossSite: false });
  }
  async release(url?: string): Promise<void> {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    this.#state = null;
    void this.#walk({ ...held, url: url ?? held.url }, null).catch((error: Error) =>
      this.#settle({ at: 'nowhere', why: error.message }),
    );
  }
  async drop(): Promise<void> {
    this.#held = null;
    this.#settle({ at: 'nowhere', why: 'dropped' });
  }
  async close(): Promise<void> {
    await this.drop();
  }
}

export class PlainAgent implements Agent {
  readonly isBrowser = false;
  readonly jar: Jar;
  readonly hops: Hop[] = [];
  holdRequests = false;
  readonly #tabs = new Map<string, PlainTab>();

  /** `isSameSite`: whether the cookies for an address stay away from forms that other sites post. */
  constructor(
    readonly classify: Classify,
    readonly isSameSite: (url: string) => boolean,
    at: (typeof addresses)[keyof typeof addresses] = addresses.front,
    /** PEM of the authority that it trusts; null: it takes any certificate. */
    authority: string | null = null,
  ) {
    this.jar = new Jar(at, authority);
  }

  async tab(name: string): Promise<Tab> {
    let tab = this.#tabs.get(name);
    if (tab === undefined) this.#tabs.set(name, (tab = new PlainTab(this)));
    return tab;
  }
  /** Which hop this is, if it is held. */
  holds(url: string): Hop['kind'] | null {
    const kind = this.classify(url);
    if (kind !== null) this.hops.push({ kind, url, body: '' });
    return kind === 'm3' && !this.holdRequests ? null : kind;
  }
  forget(host: string): void {
    this.jar.forget(host);
  }
  async close(): Promise<void> {}
}
