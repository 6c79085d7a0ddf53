import type { Command } from 'commander';
import { writeOutput } from '../files.js';
import { EXIT } from '../errors.js';
import { json } from '../output.js';
import { addVerdictOptions, type VerdictOptions, groundsFor } from '../profiles/common.js';
import { compare } from '../../properties/verdicts/compare.js';
import { exitCodeOf } from '../profiles/gates.js';
import { targets } from '../../properties/verdicts/judge.js';
import { lockOf } from '../profiles/lock.js';
import { begin } from './names.js';

export function register(program: Command): void {
  addVerdictOptions(
    begin(program, 'lock')
      .argument('<profiles...>', 'names of shipped profiles, or YAML files')
      .option('-o, --out <file>', 'write the lock to a file (default: standard output)'),
  ).action(async (names: string[], options: VerdictOptions & { readonly out?: string }) => {
    const { grounds, interrupted } = await groundsFor(names, options, { writes: options.out });
    const comparison = await compare(grounds, targets);
    const gates = { failOn: 'none', expected: [], unmet: [], drift: null, interrupted } as const;
    const lock = lockOf(comparison);
    const code = exitCodeOf(comparison, gates);
    // Half a comparison is no ground to stand on later.
    if (code === EXIT.interrupted) process.stderr.write('interrupted: no lock was written\n');
    else if (options.out === undefined) json(lock);
    else writeOutput(options.out, `${JSON.stringify(lock, null, 2)}\n`);
    process.exitCode = code;
  });
}
