// What a command needs of the lab: one stack, browsers if there are to be any, and an end to both whatever happens.

import { CliError, EXIT, unknown } from '../errors.js';
import type { Agent } from './agents/agent.js';
import { Browsers } from './agents/browser.js';
import { PlainAgent } from './agents/plain.js';
import { clients } from './clients/index.js';
import { addresses } from './loopback.js';
import { classifyFor } from './run/performance.js';
import type { Bench } from './run/confirm.js';
import { servers } from './servers/index.js';
import { Stack } from './stack.js';
import type { Urls } from './wanted.js';

export interface LabOptions {
  readonly server: string;
  readonly client: string;
  /** Chromium is alice's user agent; without, a program that speaks HTTP is. */
  readonly hasBrowser: boolean;
  readonly isHeaded?: boolean;
}

/** Throws for a server or client that there is no adapter for. */
export function checkNames({ server, client }: Pick<LabOptions, 'server' | 'client'>): void {
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  if (!ids(servers).includes(server)) throw unknown('server of the lab', server, ids(servers), EXIT.usage);
  if (!ids(clients).includes(client)) throw unknown('client of the lab', client, ids(clients), EXIT.usage);
}

export class Lab {
  #stack: Stack | null = null;
  #isClosed = false;
  readonly #browsers: Browsers;

  constructor(readonly options: LabOptions) {
    checkNames(options);
    this.#browsers = new Browsers(options.isHeaded ?? false);
  }

  async agentFor(urls: Urls): Promise<Agent> {
    const classify = classifyFor(urls);
    if (this.options.hasBrowser) return this.#browsers.agentFor(urls, classify);
    const isSameSite = (url: string) =>
      urls.is[new URL(url).hostname === 'client.test' ? 'cookie.same-site' : 'login.same-site'] === true;
    const authority = urls.is['server.authenticated-front'] ? urls.authority : null;
    return new PlainAgent(classify, isSameSite, addresses.front, authority);
  }

  async bench(): Promise<Bench> {
    this.#stack ??= await Stack.start();
    const { server, client } = this.options;
    return { stack: this.#stack, server, client, agentFor: (urls) => this.agentFor(urls) };
  }

  /** Work on the bench that is given up, and the stack with it, when it takes longer than that. Throws `TookTooLong`. */
  async within<T>(ms: number, work: (bench: Bench) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new CliError(EXIT.interrupted, 'interrupted');
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        work(await this.bench()),
        new Promise<never>((_, no) => {
          timer = setTimeout(() => no(new TookTooLong(ms)), ms);
        }),
      ]);
    } catch (error) {
      // Whatever it left behind goes with its processes; the next work begins anew.
      await this.#end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
  async #end(): Promise<void> {
    const stack = this.#stack;
    this.#stack = null;
    await Promise.all([stack?.close(), this.#browsers.close()]);
  }
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  constructor(readonly ms: number) {
    super(`took longer than ${ms / 1000} s`);
  }
}

/** Runs work with a lab that is closed afterwards, also on Ctrl-C and SIGTERM. */
export async function withLab<T>(
  options: LabOptions,
  work: (lab: Lab, wasInterrupted: () => boolean) => Promise<T>,
): Promise<T> {
  const lab = new Lab(options);
  let isInterrupted = false;
  const stop = () => {
    isInterrupted = true;
    void lab.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    return await work(lab, () => isInterrupted);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    await lab.close();
  }
}
