import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Attack } from '../../attacks/search/replay.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import type { Lang, Text } from '../i18n.js';
import { exchangeText, har } from '../lab/exchangeText.js';
import { checkNames, type Lab, TookTooLong, withLab } from '../lab/lab.js';
import { confirm, fixesOf, type Result, verdicts } from '../lab/run/confirm.js';
import { parties, verdictNames, words } from '../lab/words.js';
import { json, print, progress } from '../output.js';
import { langOption } from '../profiles/common.js';
import { replayTrace } from '../replayTrace.js';
import { version } from '../run.js';
import { packageVersion } from '../version.js';
import { begin } from './names.js';

interface Options {
  readonly server: string;
  readonly client: string;
  readonly fix: readonly SwitchId[];
  readonly eachCheck?: boolean;
  readonly log?: 'text' | 'har';
  readonly logDir?: string;
  readonly headed?: boolean;
  readonly browser: boolean;
  readonly seconds: number;
  readonly lang: Lang;
  readonly json?: boolean;
}
interface Named {
  readonly trace: string;
  readonly goal: string;
  readonly server: string;
  readonly client: string;
  readonly result: Result;
}

export function register(program: Command): void {
  begin(program, 'confirm')
    .argument('<traces...>', 'files that `sekisho search --out` or `sekisho table --traces` wrote')
    .option('--server <name>', 'authorization server: oidc-provider, node-oauth', 'oidc-provider')
    .option('--client <name>', 'client: openid-client, passport-oauth2', 'openid-client')
    .addOption(
      new Option('--fix <switches>', 'turn these checks on, with commas between')
        .argParser((value: string, before: readonly SwitchId[]) => [...before, ...switchesIn(value)])
        .default([], 'none'),
    )
    .option('--each-check', 'once as it is, then with each check turned on that the trace finds off')
    .addOption(new Option('--log <form>', 'show what passed, or write it as HAR').choices(['text', 'har']))
    .option('--log-dir <dir>', 'where the HAR files go')
    .option('--headed', 'show the browser')
    .option('--no-browser', 'a program that speaks HTTP in place of Chromium')
    .addOption(new Option('--seconds <n>', 'what one performance may take').argParser(secondsIn).default(60))
    .addOption(langOption())
    .option('--json', 'print JSON')
    .action(run);
}

function switchesIn(value: string): readonly SwitchId[] {
  return value.split(',').map((id) => {
    if (!(switchIds as readonly string[]).includes(id)) throw unknown('switch', id, switchIds, EXIT.usage);
    return id as SwitchId;
  });
}
function secondsIn(value: string): number {
  const n = Number(value);
  if (!(n >= 1 && n <= 3600))
    throw new CliError(EXIT.usage, `--seconds takes a number from 1 to 3600, not \`${value}\``);
  return n;
}

async function run(files: readonly string[], options: Options): Promise<void> {
  checkNames(options);
  if ((options.log === 'har') !== (options.logDir !== undefined))
    throw new CliError(EXIT.usage, '--log har and --log-dir belong together', {
      why: 'a HAR is a file for each performance',
      fix: 'give both, or --log text',
    });
  // Every trace is read before anything starts.
  const attacks = files.map((file) => ({ name: basename(file, '.json'), attack: replayTrace(file).attack }));
  const logs = new Map<string, string>();
  if (options.logDir !== undefined)
    for (const { name } of attacks) checkWritable(join(options.logDir, `${name}.har`));
  const done: Named[] = [];
  let interrupted = false;
  await withLab(
    {
      server: options.server,
      client: options.client,
      hasBrowser: options.browser,
      isHeaded: options.headed ?? false,
    },
    async (lab, wasInterrupted) => {
      for (const { name, attack } of attacks)
        for (const fix of fixesFor(attack, options)) {
          progress(`${name} ${fix.join(' ')}`);
          const result = await oneOf(lab, attack, fix, options.seconds).catch((error: Error) => {
            if (!wasInterrupted()) throw error;
            return null;
          });
          interrupted ||= wasInterrupted();
          if (interrupted || result === null) return;
          const named = {
            trace: name,
            goal: attack.goal,
            server: options.server,
            client: options.client,
            result,
          };
          done.push(named);
          if (!options.json) print(textOf(named, options));
          const file = [name, ...fix].join('--');
          if (options.logDir !== undefined)
            logs.set(
              join(options.logDir, `${file}.har`),
              `${JSON.stringify(
                har(
                  result.steps.flatMap((s) => s.exchanges),
                  packageVersion(),
                ),
                null,
                1,
              )}\n`,
            );
        }
    },
  );
  progress('');
  writeAll(logs);
  if (options.json) json({ version, interrupted, results: done.map(asData) });
  else print(summary(done, options.lang));
  process.exitCode = interrupted ? EXIT.interrupted : exitCode(done.map(({ result }) => result));
}

/** As it is unless checks are named; with `--each-check`, as it is and then with each. */
const fixesFor = (attack: Attack, { fix, eachCheck }: Options): readonly (readonly SwitchId[])[] =>
  eachCheck ? [[], ...fixesOf(attack).map((id) => [...fix, id])] : [fix];

/** One performance. What takes too long says nothing. */
async function oneOf(lab: Lab, attack: Attack, fix: readonly SwitchId[], seconds: number): Promise<Result> {
  try {
    return await lab.within(seconds * 1000, (bench) => confirm(bench, attack, fix));
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    return {
      verdict: 'unsupported',
      fix,
      differs: [],
      stopped: null,
      model: { stopsAt: null, checks: [], why: null },
      isAtModelsStep: null,
      isMismatch: false,
      standIns: [],
      steps: [],
      notes: [],
      why: error.message,
      seconds,
    };
  }
}

/** 23 a mismatch, 21 something is vacuous, 20 something says nothing, 0 all is as the model says. */
export function exitCode(results: readonly Result[]): number {
  if (results.some((r) => r.isMismatch)) return EXIT.mismatch;
  if (results.some((r) => r.verdict === 'vacuous')) return EXIT.vacuous;
  return results.some((r) => r.verdict === 'unsupported' || r.verdict === 'not-applicable')
    ? EXIT.inconclusive
    : EXIT.ok;
}

const asData = ({ result, ...named }: Named) => ({
  ...named,
  ...result,
  steps: result.steps.map(({ exchanges, ...step }) => ({ ...step, exchanges: exchanges.map(exchangeText) })),
});

function textOf({ trace, goal, server, client, result: r }: Named, { lang, log }: Options): string {
  const t = (text: Text) => text[lang];
  const fix = r.fix.length === 0 ? '' : ` · ${t(words.with)} ${r.fix.join(', ')}`;
  const lines = [
    `${trace} (${goal}) ${t(words.on)} ${server} + ${client}${fix}: ${t(verdictNames[r.verdict])}${r.isMismatch ? ` — ${t(words.mismatch)}` : ''}  ${r.seconds.toFixed(1)} s`,
  ];
  if (r.why !== null) lines.push(`  ${r.why}`);
  if (r.stopped !== null && r.stopped.kind !== 'unsupported') {
    const at = r.stopped.step === null ? t(words.atGoal) : `${t(words.atStep)} ${r.stopped.step}`;
    const as = r.isAtModelsStep === null ? '' : ` (${t(r.isAtModelsStep ? words.same : words.otherStep)})`;
    lines.push(`  ${at}: ${t(parties[r.stopped.by]!)}: ${r.stopped.words}${as}`);
  }
  if (r.model.stopsAt !== null)
    lines.push(
      `  ${t(words.model)}: ${t(words.stops)} ${r.model.stopsAt}: ${[r.model.checks.join(', '), r.model.why].filter(Boolean).join(': ')}`,
    );
  else if (r.isMismatch) lines.push(`  ${t(words.model)}: ${t(words.runs)}`);
  for (const { what, kind, why } of r.standIns)
    lines.push(`  ${t(words.standsFor)}: ${what} (${kind}: ${why})`);
  for (const note of r.notes) lines.push(`  ${t(words.note)}: ${note}`);
  if (log === 'text')
    for (const s of r.steps) {
      lines.push(`  ${String(s.n).padStart(2)}. ${s.move}  ${s.ms} ms`);
      if (s.learns.length > 0) lines.push(`      ${t(words.learns)}: ${s.learns.join(', ')}`);
      if (s.notLearnt.length > 0) lines.push(`      ${t(words.notLearnt)}: ${s.notLearnt.join(', ')}`);
      for (const e of s.exchanges) lines.push(`      ${exchangeText(e)}`);
    }
  return lines.join('\n');
}

function summary(done: readonly Named[], lang: Lang): string {
  const counts = verdicts
    .map((v) => [v, done.filter(({ result }) => result.verdict === v).length] as const)
    .filter(([, n]) => n > 0)
    .map(([v, n]) => `${verdictNames[v][lang]} ${n}`);
  const mismatches = done.filter(({ result }) => result.isMismatch).length;
  return `${done.length} ${words.summary[lang]}: ${counts.join(', ')}; ${words.mismatches[lang]} ${mismatches}`;
}
