import { execFileSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  compare,
  type ComparisonBounds,
  type ModelComparison,
  drawn,
  shipped,
} from '../../properties/export/comparison.js';
import { pageOf, tally } from '../../properties/export/report.js';
import { spinMissing } from '../../properties/export/spin.js';
import type { Subject } from '../../properties/export/subject.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import { untilInterrupted, version, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly models: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly lang: string;
}

const attackers = ['wiretap.back', 'host', 'lure', 'agent.read-response', 'own.as', 'malware'] as const;

export function register(program: Command): void {
  begin(program, 'compare-spin')
    .option('--models <n>', 'drawn models; each holds every end goal', wholeNumber('--models', 0, 10_000), 30)
    .option('--seed <n>', 'draw these', wholeNumber('--seed', 0, 2 ** 31 - 1), 20201)
    .option('--out <file>', 'write the page')
    .option('--lang <lang>', 'language of the messages', 'en')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const lang = langNamed(options.lang);
      if (options.out !== undefined) checkWritable(options.out);
      const missing = await spinMissing();
      if (missing !== null)
        throw new CliError(EXIT.missing, 'SPIN and gcc are needed to compare with them', { why: missing });
      const random: ModelComparison[] = [];
      const ours: ModelComparison[] = [];
      let tooLarge = 0;
      const ending = new AbortController();
      const { interrupted } = await untilInterrupted(
        async (shouldStop) => {
          /** Null where Ctrl-C came first. */
          const compared = async (
            subject: Subject,
            name: string,
            bounds?: ComparisonBounds,
          ): Promise<ModelComparison | 'too large' | null> => {
            // Ctrl-C is only heard between two turns of the event loop.
            await setImmediate();
            if (shouldStop()) return null;
            const onStage = (stage: string) => progress(`${name}: ${stage}`);
            try {
              return (await compare(subject, bounds, { onStage, signal: ending.signal })) ?? 'too large';
            } catch (error) {
              await setImmediate();
              if (shouldStop()) return null;
              throw error;
            }
          };
          for (const subject of drawn(options.seed)) {
            if (random.length >= options.models) break;
            const result = await compared(subject, `drawn model ${random.length + 1} of ${options.models}`);
            if (result === null) return;
            if (result === 'too large') tooLarge++;
            else random.push(result);
          }
          const subjects = shipped(attackers);
          for (const [i, subject] of subjects.entries()) {
            const name = `shipped profiles, ${i + 1} of ${subjects.length}: ${subject.profile}, ${subject.capabilities.join()}`;
            const result = await compared(subject, name, { maxStates: 100_000, maxAlternatives: 1500 });
            if (result === null) return;
            if (result === 'too large') tooLarge++;
            else ours.push(result);
          }
        },
        () => ending.abort(),
      );
      progress('');
      const groups = [
        { name: 'all configurations', results: random },
        { name: 'the shipped profiles', results: ours },
      ];
      const spin = execFileSync('spin', ['-V'], { encoding: 'utf8' }).trim();
      // A page is of all cells or is not written.
      if (options.out !== undefined && !interrupted)
        writeAll(new Map([[options.out, pageOf(groups, { seed: options.seed, spin, tooLarge })]]));
      const all = tally([...random, ...ours]);
      const disagreements = [...random, ...ours].flatMap((r) => r.disagreements);
      if (options.json)
        json({ version, seed: options.seed, spin, ...all, tooLarge, disagreements, interrupted });
      else print(told.agree[lang](all.agreeing, all.cells, options.seed));
      for (const d of options.json ? [] : disagreements)
        print(`${d.goal ?? '*'}: ${d.what}  ${JSON.stringify({ ...d.subject, goals: undefined })}`);
      if (interrupted && !options.json) print(told.interrupted[lang](options.out));
      if (interrupted) process.exitCode = EXIT.interrupted;
      else if (disagreements.length > 0) process.exitCode = EXIT.crash;
    });
}

const told = {
  agree: {
    en: (agreeing: number, cells: number, seed: number) =>
      `${agreeing} of ${cells} cells agree (seed ${seed})`,
    ja: (agreeing: number, cells: number, seed: number) =>
      `${cells} セル中 ${agreeing} セルが一致（シード ${seed}）`,
  },
  interrupted: {
    en: (out?: string) =>
      `interrupted: these are the cells compared until then${out === undefined ? '' : `; ${out} was not written`}`,
    ja: (out?: string) =>
      `中断: それまでに比較したセルのみ${out === undefined ? '' : `。${out} は書き出していません`}`,
  },
};
