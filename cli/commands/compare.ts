import { type Command, Option } from 'commander';
import { writeOutput } from '../files.js';
import type { Lang } from '../i18n.js';
import { print } from '../output.js';
import {
  addVerdictOptions,
  type VerdictOptions,
  groundsFor,
  langOption,
  weightsOf,
  weightsOption,
  targetsNamed,
} from '../profiles/common.js';
import { compare } from '../../properties/verdicts/compare.js';
import { acceptedFaults } from '../../properties/verdicts/accept.js';
import { ranked } from '../../properties/verdicts/weights.js';
import { unmetBy } from '../../properties/verdicts/expect.js';
import { exitCodeOf, type FailOn, failOn } from '../../properties/verdicts/gates.js';
import { driftOf, lockOf } from '../../properties/verdicts/lock.js';
import { type Format, formats } from '../profiles/render/index.js';
import { gateLines } from '../profiles/render/told.js';
import { writeTraces } from '../profiles/traces.js';
import { collect } from '../run.js';
import { begin } from './names.js';

interface Options extends VerdictOptions {
  readonly goal?: readonly string[];
  readonly threat?: readonly string[];
  readonly format?: Format;
  readonly json?: boolean;
  readonly out?: string;
  readonly traces?: string;
  readonly expect?: string;
  readonly locked?: string;
  readonly failOn: FailOn;
  readonly onlyChanges?: boolean;
  readonly details?: boolean;
  readonly weights?: string | true;
  readonly lang: Lang;
}

export function register(program: Command): void {
  addVerdictOptions(
    begin(program, 'compare')
      .argument('<profiles...>', 'names of shipped profiles, or YAML files')
      .option('--goal <goal>', 'only this goal (repeatable)', collect)
      .option('--threat <threat>', 'only this threat (repeatable)', collect)
      .addOption(new Option('--format <format>', 'form of the output').choices(Object.keys(formats)))
      .option('--json', 'as --format json')
      .option('--out <file>', 'write the output to a file')
      .option('--only-changes', 'only what differs from the first profile (text, md, html)')
      .option('--details', 'every attacker, and the steps of newly admitted attacks (text)')
      .addOption(weightsOption())
      .option('--traces <dir>', 'write the trace of each attack, for `sekisho replay`')
      .option(
        '--expect <file>',
        'expected verdicts and accepted risks: an unused, contradicted or expired entry fails, and so does an attacker whom no entry names',
      )
      .option('--locked <file>', 'fail where anything is not as in this lock file')
      .addOption(
        new Option(
          '--fail-on <what>',
          'exit with 2 on any attack, or on one that the first profile does not have',
        )
          .choices([...failOn])
          .default('none'),
      )
      .addOption(langOption()),
  ).action(async (names: string[], options: Options) => {
    const wanted = targetsNamed(options.goal, options.threat);
    // What reads files of users is loaded only where there are some.
    const { expected, accepted } =
      options.expect === undefined
        ? { expected: [], accepted: [] }
        : (await import('../profiles/inputs.js')).readExpected(options.expect);
    const weights = await weightsOf(options);
    const lock =
      options.locked === undefined
        ? null
        : (await import('../profiles/lockFile.js')).readLock(options.locked);
    const files = {
      writes: options.out,
      reads: [
        options.expect,
        options.locked,
        typeof options.weights === 'string' ? options.weights : undefined,
      ],
    };
    const { grounds, interrupted } = await groundsFor(names, options, files, wanted);
    if (interrupted)
      process.stderr.write(
        'interrupted: searches that were not finished are left out, and what they would decide is inconclusive\n',
      );
    const compared = await compare(grounds, wanted);
    const comparison = weights === null ? compared : ranked(compared, weights);
    const gates = {
      failOn: options.failOn,
      expected,
      unmet: unmetBy(comparison, expected),
      accepted,
      acceptedFaults: acceptedFaults(comparison, accepted, new Date().toISOString().slice(0, 10)),
      drift: lock && driftOf(lock, lockOf(comparison)),
      interrupted,
    };
    const format = options.format ?? (options.json ? 'json' : 'text');
    const told = { comparison, gates, lang: options.lang, files: names, weights, ...shown(options) };
    const output = formats[format](told);
    if (options.traces !== undefined) {
      const written = writeTraces(comparison, options.traces);
      process.stderr.write(`${written} traces written to ${options.traces}\n`);
    }
    if (options.out === undefined) print(output);
    else {
      writeOutput(options.out, `${output}\n`);
      // Whoever reads the log of a build sees why it stopped.
      for (const line of gateLines(told)) process.stderr.write(`${line}\n`);
    }
    process.exitCode = exitCodeOf(comparison, gates);
  });
}

const shown = ({ onlyChanges, details }: Options) => ({
  ...(onlyChanges !== undefined && { onlyChanges }),
  ...(details !== undefined && { details }),
});
