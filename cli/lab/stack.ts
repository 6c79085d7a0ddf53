// A stack, as whoever started it sees it: a child process that answers calls and reports what passed.

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CliError, EXIT } from '../errors.js';
import type { Calls } from './child.js';
import type { Exchange } from './listen.js';
import type { HeldConnection } from './network.js';
import type { Urls, Wanted } from './wanted.js';

type Asked<F> = F extends (...given: infer A) => infer R ? (...given: A) => Promise<Awaited<R>> : never;
interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: {
    what: string;
    name: string;
    host?: string;
    exitCode?: number;
    why?: string;
    fix?: string;
  };
  readonly event?: 'ready' | 'held' | 'exchange' | 'waits' | 'flow';
  readonly at?: 'authorize' | 'token' | 'start' | 'callback';
  readonly flow?: string | null;
  readonly request?: string;
  readonly exchange?: Exchange;
}

/** The built file: a test runs from the sources, and a process of its own cannot. */
const entry = (): string => {
  const own = fileURLToPath(new URL('./child.js', import.meta.url));
  return existsSync(own) ? own : fileURLToPath(new URL('../../dist/cli/lab/child.js', import.meta.url));
};

export class Stack {
  readonly #pending = new Map<number, { ok: (value: unknown) => void; no: (error: Error) => void }>();
  readonly #waiters = new Set<() => void>();
  #next = 1;
  #held: HeldConnection[] = [];
  #ended = false;
  /** What passed since `configure`, in order. */
  exchanges: Exchange[] = [];
  /** What was sent to the attacker's endpoints by those who wait for an answer. */
  waiting: { readonly at: 'authorize' | 'token'; readonly request: string }[] = [];
  /** The flow of the client's that started last, and the one that the last response belonged to; null: none. */
  readonly flows: Record<'start' | 'callback', string | null> = { start: null, callback: null };
  onExchange: (exchange: Exchange) => void = () => {};

  private constructor(readonly process: ChildProcess) {}

  /** Starts the process. What it is comes with `configure`. */
  static async start(): Promise<Stack> {
    const child = fork(entry(), [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--no-warnings', '--disable-warning=DEP0123'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const stack = new Stack(child);
    let said = '';
    child.stderr?.on('data', (text) => (said = `${said}${text}`.slice(-4000)));
    await new Promise<void>((ok, no) => {
      child.on('message', (message: Answer) => {
        if (message.event === 'ready') ok();
        else stack.#take(message);
      });
      child.once('exit', (code) => {
        const error = new Error(
          `the stack ended (${code}): ${said.trim().split('\n').slice(-6).join(' | ')}`,
        );
        stack.#ended = true;
        no(error);
        for (const { no: fail } of stack.#pending.values()) fail(error);
        stack.#pending.clear();
        stack.#wake();
      });
    });
    return stack;
  }

  #take(message: Answer): void {
    if (message.event === 'exchange') {
      this.exchanges.push(message.exchange!);
      this.onExchange(message.exchange!);
      this.#wake();
      return;
    }
    if (message.event === 'held') {
      this.#held.push(message as unknown as HeldConnection);
      this.#wake();
      return;
    }
    if (message.event === 'flow') {
      this.flows[message.at as 'start' | 'callback'] = message.flow!;
      return;
    }
    if (message.event === 'waits') {
      this.waiting.push({ at: message.at as 'authorize' | 'token', request: message.request! });
      this.#wake();
      return;
    }
    const waiting = this.#pending.get(message.id!);
    this.#pending.delete(message.id!);
    if (message.error === undefined) {
      waiting?.ok(message.result);
      return;
    }
    const { what, name, host, exitCode, why, fix } = message.error;
    waiting?.no(
      name === 'NotLoopback'
        ? new CliError(EXIT.usage, `the lab does not leave loopback: ${host}`)
        : exitCode !== undefined
          ? new CliError(exitCode, what, {
              ...(why !== undefined && { why }),
              ...(fix !== undefined && { fix }),
            })
          : new Error(what),
    );
  }
  #wake(): void {
    for (const wake of [...this.#waiters]) wake();
  }

  /** One call of the process. */
  readonly ask = new Proxy({} as { readonly [K in keyof Calls]: Asked<Calls[K]> }, {
    get:
      (_target, call: string) =>
      (...args: unknown[]) =>
        new Promise((ok, no) => {
          if (this.#ended) return no(new Error('the stack ended'));
          const id = this.#next++;
          this.#pending.set(id, { ok, no });
          this.process.send({ id, call, args }, (error) => {
            if (error) no(error);
          });
        }),
  });

  /** Makes the stack anew: nothing of what was before is left. */
  async configure(wanted: Wanted): Promise<Urls> {
    const urls = await this.ask.configure(wanted);
    this.exchanges = [];
    this.#held = [];
    this.waiting = [];
    return urls;
  }

  /** Waits until something is so, at most for `ms`; null if it never was. */
  async until<T>(what: () => T | null | undefined | false, ms: number): Promise<T | null> {
    const end = performance.now() + ms;
    for (;;) {
      const found = what();
      if (found) return found;
      const left = end - performance.now();
      if (left <= 0 || this.#ended) return null;
      await new Promise<void>((ok) => {
        const done = () => {
          clearTimeout(timer);
          this.#waiters.delete(done);
          ok();
        };
        const timer = setTimeout(done, Math.min(left, 50));
        this.#waiters.add(done);
      });
    }
  }
  /** A request of the client's that is held back, without taking it. */
  peekHeld(kind: HeldConnection['kind']): HeldConnection | undefined {
    return this.#held.find((h) => h.kind === kind);
  }
  async takeHeld(kind: HeldConnection['kind'], ms: number): Promise<HeldConnection | null> {
    const found = await this.until(() => this.peekHeld(kind), ms);
    if (found !== null) this.#held = this.#held.filter((h) => h !== found);
    return found;
  }
  /** Lets everything go that is held, now and from now on. */
  async letGo(): Promise<void> {
    await this.ask.hold(false);
    for (const { id } of this.#held.splice(0)) await this.ask.release(id);
  }

  /** Ends the process; returns when it has ended. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const ended = new Promise<void>((ok) => this.process.once('exit', () => ok()));
    this.process.disconnect();
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(timer);
  }
}

/** A stack with a set of switches, and where it is. */
export async function startStack(wanted: Wanted): Promise<{ readonly stack: Stack; readonly urls: Urls }> {
  const stack = await Stack.start();
  try {
    return { stack, urls: await stack.configure(wanted) };
  } catch (error) {
    await stack.close();
    throw error;
  }
}
