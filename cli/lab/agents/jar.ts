// A program that speaks HTTP: cookies kept, redirects returned, forms read. It reaches sites of the lab and no others.

import http from 'node:http';
import https from 'node:https';
import { addresses, assertOfLab } from '../loopback.js';

export interface Reply {
  readonly url: string;
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}
export interface Form {
  readonly action: string;
  readonly method: string;
  readonly id: string | null;
  readonly fields: Readonly<Record<string, string>>;
}
export interface RequestOptions {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without the cookies, as a browser sends a form that another site posts. */
  readonly withoutCookies?: boolean;
}

const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : unescaped(value);
};

/** The forms of a page. */
export const formsOf = ({ text, url }: Pick<Reply, 'text' | 'url'>): readonly Form[] =>
  [...text.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head = '', inner = '']) => ({
    action: new URL(attribute(head, 'action') ?? url, url).href,
    method: (attribute(head, 'method') ?? 'get').toUpperCase(),
    id: attribute(head, 'id') ?? null,
    fields: Object.fromEntries(
      [...inner.matchAll(/<input([^>]*)>/gi)].flatMap(([, tag = '']) => {
        const name = attribute(tag, 'name');
        return name === undefined ? [] : [[name, attribute(tag, 'value') ?? '']];
      }),
    ),
  }));

/** What answers take longest, in milliseconds. */
const patience = 15_000;

export class Jar {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** `at`: the address at which sites are reached. */
  constructor(
    readonly at: (typeof addresses)[keyof typeof addresses] = addresses.server,
    readonly authority: string | null = null,
  ) {}

  forget(host: string): void {
    this.#cookies.delete(host);
  }

  cookiesOf(host: string): ReadonlyMap<string, string> {
    return this.#cookies.get(host) ?? new Map();
  }

  /** One request; redirects are not followed. Throws for an address that is not the lab's, and after 15 s. */
  request(method: string, url: string, options: RequestOptions = {}): Promise<Reply> {
    assertOfLab(url);
    const to = new URL(url);
    const jar = this.#cookies.get(to.hostname) ?? new Map<string, string>();
    const cookie = options.withoutCookies ? '' : [...jar].map(([k, v]) => `${k}=${v}`).join('; ');
    return new Promise((ok, no) => {
      const request = (to.protocol === 'https:' ? https : http).request(
        {
          host: this.at,
          servername: to.hostname,
          ...(this.authority === null ? { rejectUnauthorized: false } : { ca: this.authority }),
          port: to.port,
          method,
          path: to.pathname + to.search,
          agent: false,
          timeout: patience,
          headers: {
            host: to.host,
            ...(cookie !== '' && { cookie }),
            ...(options.body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
            ...options.headers,
          },
        },
        (response) => {
          for (const line of response.headers['set-cookie'] ?? []) {
            const [, key, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            if (key === undefined) continue;
            if (value === '' || value === undefined) jar.delete(key);
            else jar.set(key, value);
          }
          this.#cookies.set(to.hostname, jar);
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', no);
          response.on('end', () =>
            ok({
              url,
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', no);
      request.end(options.body);
    });
  }
}
