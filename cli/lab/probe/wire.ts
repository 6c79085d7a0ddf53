// One request, one answer: bounded in time, size and number, paced where the host is not this machine, and recorded.

import http from 'node:http';
import https from 'node:https';
import { CliError, EXIT } from '../../errors.js';
import type { Exchange } from './evidence.js';
import { type Allowed, placeOf } from './guard.js';

export interface Limits {
  /** Requests in all. */
  readonly requests: number;
  /** Milliseconds between the beginnings of two requests to a host that is not this machine. */
  readonly pause: number;
  /** Milliseconds for one answer. */
  readonly patience: number;
}
const largest = 2_000_000;

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form. */
  readonly form?: URLSearchParams;
}

/** Status of an exchange that brought no answer: refused, reset, timed out, or broken off. */
export const noAnswer = 0;

export class Wire {
  count = 0;
  /** Every exchange, in order. */
  readonly record: Exchange[] = [];
  #next = 0;

  constructor(
    readonly allowed: Allowed,
    readonly limits: Limits,
    readonly ca: string | undefined,
    readonly signal: AbortSignal,
  ) {}

  /** Whether something that destroys may be done there: on this machine only, unless the user said otherwise. */
  async isForeign(url: string): Promise<boolean> {
    return (await placeOf(new URL(url), this.allowed)).foreign;
  }

  /** Throws where the host may not be spoken to, where the cap is reached, or after an interruption. */
  async send(asked: Asked): Promise<Exchange> {
    this.signal.throwIfAborted();
    const url = new URL(asked.url);
    if (!/^https?:$/.test(url.protocol))
      throw new CliError(EXIT.usage, `\`${asked.url}\` is not http or https`, { fix: 'probe web addresses' });
    const place = await placeOf(url, this.allowed);
    if (this.count >= this.limits.requests) throw new TooMany();
    this.count++;
    if (place.foreign) await this.#pace();
    const at = new Date().toISOString();
    const body = asked.form?.toString() ?? '';
    const headers: Record<string, string> = {
      host: url.host,
      'user-agent': 'sekisho-probe',
      accept: '*/*',
      ...(asked.form !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
      }),
      ...asked.headers,
    };
    const answer = await this.#ask(url, asked.method, headers, body, place);
    this.signal.throwIfAborted();
    const exchange: Exchange = {
      at,
      method: asked.method,
      url: url.href,
      body,
      sent: asked.headers ?? {},
      ...answer,
    };
    this.record.push(exchange);
    return exchange;
  }

  async #pace(): Promise<void> {
    const now = Date.now();
    const begin = Math.max(now, this.#next);
    this.#next = begin + this.limits.pause;
    await pauseFor(begin - now, this.signal);
  }

  #ask(
    url: URL,
    method: string,
    headers: Record<string, string>,
    body: string,
    { address, family }: { readonly address: string; readonly family: 4 | 6 },
  ): Promise<Pick<Exchange, 'status' | 'headers' | 'text'>> {
    return new Promise((resolve) => {
      const failed = (error: Error) => resolve({ status: noAnswer, headers: {}, text: error.message });
      const request = (url.protocol === 'https:' ? https : http).request(
        {
          // The address that was checked, not what another look-up may give.
          host: address,
          family,
          port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
          servername: url.hostname.replace(/^\[|\]$/g, ''),
          method,
          path: url.pathname + url.search,
          headers,
          agent: false,
          signal: this.signal,
          ...(this.ca !== undefined && { ca: this.ca }),
        },
        (response) => {
          const parts: Buffer[] = [];
          let size = 0;
          response.on('data', (part: Buffer) => {
            size += part.length;
            if (size > largest) response.destroy(new Error(`an answer of more than ${largest} bytes`));
            else parts.push(part);
          });
          response.on('error', failed);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? noAnswer,
              headers: response.headers,
              text: Buffer.concat(parts).toString('utf8'),
            }),
          );
        },
      );
      // The whole answer, not only silence: a page that trickles would hang otherwise.
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${this.limits.patience / 1000} s`)),
        this.limits.patience,
      );
      request.on('error', failed);
      request.on('close', () => clearTimeout(timer));
      request.end(body);
    });
  }
}

/** The cap on requests was reached: checks that are left are not made. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
}

/** Waits; an interruption ends it by throwing. */
export const pauseFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
