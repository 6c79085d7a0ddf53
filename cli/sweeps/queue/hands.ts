// The processes of a worker. A search that uses up its memory, or never comes back, takes one of these with it and not the
// worker, which stays able to say that it is alive.

import { type ChildProcess, fork } from 'node:child_process';
import type { Task, TaskResult } from './engine.js';
import type { Reply } from './process.js';

export class Hands {
  readonly #free: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  readonly #cache: string | null;

  constructor(cache: string | null) {
    this.#cache = cache;
  }

  /** Rejects with what was at fault, and where the process ends without a reply, however that comes. */
  async answer(task: Task): Promise<TaskResult> {
    const child = this.#free.pop() ?? this.#start();
    const reply = await new Promise<Reply>((resolve) => {
      const onReply = (message: unknown) => done(message as Reply);
      const onExit = (code: number | null, signal: string | null) =>
        done({ error: `the process that answered ended: ${signal ?? `exit code ${code}`}` });
      const done = (said: Reply) => {
        child.off('message', onReply);
        child.off('exit', onExit);
        resolve(said);
      };
      child.on('message', onReply);
      child.on('exit', onExit);
      child.send({ task, cache: this.#cache }, (error) => {
        // Whoever cannot be told anything has ended, or is to.
        if (error) child.kill('SIGKILL');
      });
    });
    if (child.connected && child.exitCode === null && child.signalCode === null) this.#free.push(child);
    if ('error' in reply) throw new Error(reply.error);
    return reply.line;
  }

  /** Ends all of them at once. */
  end(): void {
    for (const child of this.#all) child.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const child = fork(new URL('./process.js', import.meta.url), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#all.add(child);
    child.on('exit', () => {
      this.#all.delete(child);
      const at = this.#free.indexOf(child);
      if (at >= 0) this.#free.splice(at, 1);
    });
    // What cannot be started ends without a reply, too.
    child.on('error', () => child.emit('exit', null, 'could not be started'));
    return child;
  }
}
