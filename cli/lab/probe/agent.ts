// A browser as far as the flow needs one: cookies, redirects, forms. No scripts.

import { CookieJar } from 'tough-cookie';
import type { Exchange } from './evidence.js';
import { filled, type Filling, formsOf, formToFill } from './forms.js';
import type { Asked, Wire } from './wire.js';

/** What a cookie says of requests that come from another site. */
export type SameSite = 'strict' | 'lax' | 'none' | undefined;

export class Agent {
  #cookies = new CookieJar(undefined, { looseMode: true, rejectPublicSuffixes: false });

  constructor(
    readonly wire: Wire,
    readonly filling: Filling,
  ) {}

  async ask(asked: Asked): Promise<Exchange> {
    const cookie = await this.#cookies.getCookieString(asked.url);
    const exchange = await this.wire.send({
      ...asked,
      headers: { ...(cookie !== '' && { cookie }), ...asked.headers },
    });
    const set = exchange.headers['set-cookie'] ?? [];
    for (const line of [set].flat()) await this.#cookies.setCookie(line, asked.url, { ignoreError: true });
    return exchange;
  }

  /** The same browser with only those cookies that come along in some setting. */
  async keeping(comes: (sameSite: SameSite) => boolean): Promise<Agent> {
    const other = new Agent(this.wire, this.filling);
    const all = await this.#cookies.serialize();
    const cookies = all?.cookies.filter(({ sameSite }) => comes(sameSite as SameSite)) ?? [];
    other.#cookies = await CookieJar.deserialize({ ...all!, cookies });
    return other;
  }

  /** How cookies for that address say whether they come along from other sites. */
  async sameSites(url: string): Promise<readonly SameSite[]> {
    return (await this.#cookies.getCookies(url)).map(({ sameSite }) => sameSite as SameSite);
  }

  /**
   * Follows redirects and fills in forms until `arrived` says of the next request that it is not to be made, or nothing
   * leads on.
   */
  async browse(asked: Asked, arrived: (next: Asked) => boolean, onlyRedirects = false): Promise<Journey> {
    const steps: Exchange[] = [];
    let next: Asked = asked;
    for (let n = 0; n < mostSteps; n++) {
      if (arrived(next)) return { steps, reached: next };
      const exchange = await this.ask(next);
      steps.push(exchange);
      const onward = redirectOf(exchange, next) ?? (onlyRedirects ? null : this.#submitted(exchange));
      if (onward === null) return { steps, reached: null };
      next = onward;
    }
    return { steps, reached: null };
  }

  #submitted({ text, url, status }: Exchange): Asked | null {
    if (status >= 400) return null;
    const form = formToFill(formsOf(text, url), this.filling);
    return form === undefined ? null : submission(form.method, form.action, filled(form, this.filling));
  }
}
const mostSteps = 20;

export interface Journey {
  readonly steps: readonly Exchange[];
  readonly reached: Asked | null;
}

export function submission(method: 'GET' | 'POST', action: URL, fields: URLSearchParams): Asked {
  if (method === 'POST') return { method, url: action.href, form: fields };
  const url = new URL(action);
  url.search = fields.toString();
  return { method, url: url.href };
}

/** Where an answer redirects to. 307 and 308 keep method and form (RFC 9110 15.4), others make it a GET, as browsers do. */
export function redirectOf(
  { status, headers, url }: Exchange,
  { method, form }: Pick<Asked, 'method' | 'form'>,
): Asked | null {
  const { location } = headers;
  if (status < 300 || status > 399 || typeof location !== 'string' || !URL.canParse(location, url))
    return null;
  const to = new URL(location, url).href;
  const keeps = (status === 307 || status === 308) && method === 'POST';
  return keeps
    ? { method: 'POST', url: to, ...(form !== undefined && { form }) }
    : { method: 'GET', url: to };
}
