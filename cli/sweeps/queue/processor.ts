// A process that answers one cell at a time, started and ended by a worker: a search that uses up its memory, or never
// comes back, takes this process with it and not the worker.

import { type Job, UnrecoverableError } from 'bullmq';
import { setStyle } from '../../output.js';
import { defaultCache } from '../../profiles/cache.js';
import { ask } from '../asking.js';
import { writeLine } from '../line.js';
import { versions } from '../versions.js';
import type { Task, TaskResult } from './engine.js';
import { cacheVariable } from './worker.js';

setStyle({ quiet: true });
// The worker was killed: nobody is there to take the answer.
process.on('disconnect', () => process.exit());

export default async function process_(job: Job<Task, TaskResult>): Promise<TaskResult> {
  const { cell, model, program } = job.data;
  const of = versions();
  if (model !== of.model || program !== of.program)
    throw new UnrecoverableError(
      `the cell is of model ${model.slice(0, 16)}, program ${program.slice(0, 16)}; this worker is of model ${of.model.slice(0, 16)}, program ${of.program.slice(0, 16)}`,
    );
  const line = await ask(cell, of, { cache: process.env[cacheVariable] ?? defaultCache() });
  if (line === null) throw new Error('interrupted');
  return writeLine(line);
}
