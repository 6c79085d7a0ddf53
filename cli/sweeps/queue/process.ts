// A process that answers one cell after the other, started and ended by a worker.

import { setStyle } from '../../output.js';
import { defaultCache } from '../../profiles/cache.js';
import { ask } from '../asking.js';
import { writeLine } from '../../../properties/sweeps/line.js';
import { versions } from '../versions.js';
import type { Task } from './engine.js';

export type Reply = { readonly line: string } | { readonly error: string };

setStyle({ quiet: true });
// Ctrl-C reaches every process of the terminal; the worker tells this one when to end.
process.on('SIGINT', () => {});
// The worker was killed: nobody is there to take the answer.
process.on('disconnect', () => process.exit());
process.on('message', async ({ task, cache }: { readonly task: Task; readonly cache: string | null }) => {
  const reply = await answered(task, cache ?? defaultCache()).catch(
    (error: unknown): Reply => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.send!(reply);
});

async function answered({ cell, model, program }: Task, cache: string): Promise<Reply> {
  const of = versions();
  if (model !== of.model || program !== of.program)
    return {
      error: `the cell is of model ${model.slice(0, 16)}, program ${program.slice(0, 16)}, and this is another`,
    };
  const line = await ask(cell, of, { cache });
  return line === null ? { error: 'interrupted' } : { line: writeLine(line) };
}
