import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import type { Attack } from '../../attacks/search/replay.js';
import { differs, itfStates, type ItfTrace, movesOfItf, readItf } from '../../properties/export/itf.js';
import { modelOf } from '../../properties/export/model.js';
import { printedTrail, spinMissing } from '../../properties/export/spin.js';
import { type Subject, subjectOf } from '../../properties/export/subject.js';
import { variablesOf } from '../../properties/export/tla.js';
import { type ForeignTrace, readPrinted, replayForeign } from '../../properties/export/trail.js';
import { componentsOf } from '../../model/world.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print } from '../output.js';
import { version } from '../run.js';
import { traceText } from '../stepsText.js';
import { begin } from './names.js';

interface Options {
  readonly out?: string;
  readonly json?: boolean;
  readonly lang: string;
}

export function register(program: Command): void {
  begin(program, 'import-trail')
    .argument('<model>', 'the file that `sekisho export` wrote')
    .argument('<trail>', "SPIN's trail file, what `spin -t` printed, or an ITF trace (.json)")
    .option('--out <file>', 'write the trace, for `sekisho replay`')
    .option('--lang <lang>', 'language of the names', 'en')
    .option('--json', 'print JSON')
    .action(async (modelFile: string, trailFile: string, options: Options) => {
      const lang = langNamed(options.lang);
      if (options.out !== undefined) checkWritable(options.out);
      const text = read(modelFile, 'make one with `sekisho export`');
      const subject = subjectOf(text);
      if (typeof subject === 'string')
        throw new CliError(EXIT.badFile, `\`${modelFile}\` is not a file that \`sekisho export\` wrote`, {
          why: subject,
          fix: 'give the exported file as it was written',
        });
      const given = read(trailFile, 'have the model checker write it');
      const itf = trailFile.endsWith('.json') ? itfFrom(given, trailFile, subject) : null;
      const trace = itf === null ? await spinTrace(text, modelFile, given, trailFile) : movesOfItf(itf);
      if (typeof trace === 'string') throw notATrail(trailFile, trace);
      const result = replayForeign(subject, trace);
      if ('failure' in result)
        throw new CliError(
          EXIT.replayFailed,
          `the trail does not replay: step ${result.failure.failedAt} of ${trace.moves.length}, ${result.failure.move}`,
          {
            why: result.failure.why,
            fix: 'is it a trail of this very model? export the model again and have it checked again',
            available: result.failure.available,
          },
        );
      const { attack } = result;
      if (itf !== null) compareStates(itf, subject, attack, trace);
      tell(attack, subject);

      function tell(a: Attack, { profile, on, scenario }: Subject): void {
        const file = {
          version,
          goal: a.goal,
          profile: on === null ? 'chosen by the model checker' : profile,
          scenario,
          on: a.on,
          capabilities: a.capabilities,
          steps: a.steps,
        };
        if (options.out !== undefined)
          writeAll(new Map([[options.out, `${JSON.stringify(file, null, 1)}\n`]]));
        if (options.json) json({ version, replayed: true, goal: a.goal, trace: file });
        else {
          print(traceText(a.steps, lang));
          print(told.replayed[lang](a.goal, a.steps.length));
        }
      }
    });
}

const told = {
  replayed: {
    en: (goal: string, steps: number) => `replayed: ${goal} is reached in ${counted(steps, 'step')}`,
    ja: (goal: string, steps: number) => `再現しました: ${steps} ステップで ${goal} に到達`,
  },
};

const notATrail = (file: string, why: string) =>
  new CliError(EXIT.badFile, `\`${file}\` is no trail of this model`, {
    why,
    fix: "give SPIN's trail file, what `spin -t` printed, or an ITF trace whose name ends in .json",
  });

function read(path: string, fix: string): string {
  if (!existsSync(path)) throw new CliError(EXIT.missing, `no file \`${path}\``, { fix });
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, { why: (error as Error).message });
  }
}

function itfFrom(text: string, path: string, subject: Subject): ItfTrace {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, { why: (error as Error).message });
  }
  const trace = readItf(data, variablesOf(subject, componentsOf(subject.scenario)));
  if (typeof trace === 'string')
    throw new CliError(EXIT.badFile, `\`${path}\` is no ITF trace of this model`, {
      why: trace,
      fix: 'give the trace as the model checker wrote it, for this very model',
    });
  return trace;
}

/** A pan trail is numbers only; SPIN itself tells which moves they are. */
async function spinTrace(
  model: string,
  modelFile: string,
  given: string,
  trailFile: string,
): Promise<ForeignTrace | string> {
  if (!/^-?\d+:-?\d+:-?\d+$/m.test(given)) return readPrinted(given, model);
  const missing = await spinMissing('spin');
  if (missing !== null)
    throw new CliError(EXIT.missing, `SPIN is needed to read \`${trailFile}\``, {
      why: missing,
      fix: 'install it, or give the file that `spin -t` printed elsewhere',
    });
  try {
    return readPrinted(await printedTrail(modelFile, trailFile), model);
  } catch (error) {
    return `SPIN cannot follow it: ${(error as Error).message.split('\n')[0]}`;
  }
}

/** What an ITF trace says about each state must be what the machines say. */
function compareStates(itf: ItfTrace, subject: Subject, attack: Attack, { moves }: ForeignTrace): void {
  const model = modelOf(subject);
  const should = itfStates(model, moves, {
    scenario: subject.scenario,
    on: new Set(attack.on),
    capabilities: new Set(attack.capabilities),
  });
  const found = differs(itf, should, [...model.locals.components, 'known']);
  if (found !== null)
    throw new CliError(
      EXIT.replayFailed,
      `state ${found.state} of the trace is not what happens when it is run: \`${found.variable}\``,
      { why: `the trace says ${found.is}, the machines say ${found.should}` },
    );
}
