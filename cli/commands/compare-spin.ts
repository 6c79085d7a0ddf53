import { execFileSync } from 'node:child_process';
import type { Command } from 'commander';
import { compare, type ModelComparison, drawn, shipped } from '../../properties/export/comparison.js';
import { pageOf, tally } from '../../properties/export/report.js';
import { spinMissing } from '../../properties/export/spin.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import { version, wholeNumber } from '../run.js';

interface Options {
  readonly models: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly lang: string;
}

const attackers = ['wiretap.back', 'host', 'lure', 'agent.read-response', 'own.as', 'malware'] as const;

export function register(program: Command): void {
  program
    .command('compare-spin')
    .description('compare verdicts and shortest lengths with SPIN on drawn cells and on all shipped profiles')
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
      let tooLarge = 0;
      for (const subject of drawn(options.seed)) {
        if (random.length >= options.models) break;
        progress(`${random.length} of ${options.models} drawn models`);
        const result = await compare(subject);
        if (result === null) tooLarge++;
        else random.push(result);
      }
      const ours: ModelComparison[] = [];
      for (const subject of shipped(attackers)) {
        progress(`${subject.profile}, ${subject.capabilities.join()}`);
        const result = await compare(subject, { maxStates: 100_000, maxAlternatives: 1500 });
        if (result === null) tooLarge++;
        else ours.push(result);
      }
      progress('');
      const groups = [
        { name: 'all configurations', results: random },
        { name: 'the shipped profiles', results: ours },
      ];
      const spin = execFileSync('spin', ['-V'], { encoding: 'utf8' }).trim();
      if (options.out !== undefined)
        writeAll(new Map([[options.out, pageOf(groups, { seed: options.seed, spin, tooLarge })]]));
      const all = tally([...random, ...ours]);
      const disagreements = [...random, ...ours].flatMap((r) => r.disagreements);
      if (options.json) json({ version, seed: options.seed, spin, ...all, tooLarge, disagreements });
      else print(told[lang](all.agreeing, all.cells, options.seed));
      for (const d of options.json ? [] : disagreements)
        print(`${d.goal ?? '*'}: ${d.what}  ${JSON.stringify({ ...d.subject, goals: undefined })}`);
      if (disagreements.length > 0) process.exitCode = EXIT.crash;
    });
}

const told = {
  en: (agreeing: number, cells: number, seed: number) => `${agreeing} of ${cells} cells agree (seed ${seed})`,
  ja: (agreeing: number, cells: number, seed: number) =>
    `${cells} セル中 ${agreeing} セルが一致（シード ${seed}）`,
};
