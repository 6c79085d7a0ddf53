import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, refuseInput, writeAll } from '../files.js';
import { type Lang, pick } from '../i18n.js';
import { labTargets } from '../lab/probe/labTargets.js';
import { measure, tally } from '../lab/probe/measure.js';
import { measuredText } from '../lab/probe/measuredText.js';
import { type OpenTarget, checkAddresses, readTarget } from '../lab/probe/openTarget.js';
import { probe, type Probed } from '../lab/probe/probe.js';
import { probedData } from '../lab/probe/probedData.js';
import { probedProfile } from '../lab/probe/probedProfile.js';
import { targetSchema } from '../lab/probe/target.js';
import { Wire } from '../lab/probe/wire.js';
import { settingWords, shortText, words } from '../lab/probe/words.js';
import { json, print, progress, table } from '../output.js';
import { plain } from '../plain.js';
import { langOption } from '../profiles/common.js';
import { asName, isName } from '../../properties/profiles/schema.js';
import { checkLoads } from '../profile.js';
import { collect, untilInterrupted, version, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly out?: string;
  readonly name?: string;
  readonly lab?: string;
  readonly on?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly iAmAuthorisedToTest?: readonly string[];
  readonly destructive?: boolean;
  readonly wait?: number;
  readonly maxRequests: number;
  readonly maxSeconds: number;
  readonly measure?: number;
  readonly seed: number;
  readonly schema?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly lang: Lang;
}

export function register(program: Command): void {
  begin(program, 'probe')
    .argument('[target]', 'YAML file about the target (docs/probe.md)')
    .option('-o, --out <path>', 'write the profile to a file')
    .option('--name <name>', "the profile's name (default: the target's)")
    .option('--lab <server+client>', 'start this stack of the lab and probe it')
    .option('--on <switches>', 'with --lab: switches to turn on, with commas between (repeatable)', collect)
    .option('--allow-host <host>', 'a host that is not this machine (repeatable)', collect)
    .option(
      '--i-am-authorised-to-test <host>',
      'the same host once more, by whoever may say so (repeatable)',
      collect,
    )
    .option('--destructive', 'of other hosts too: replays, revocations, many tries')
    .option(
      '--wait <seconds>',
      'let so much time pass to see what expires',
      wholeNumber('--wait', 1, 200_000),
    )
    .option('--max-requests <n>', 'send no more than this', wholeNumber('--max-requests', 1, 20_000), 2500)
    .option('--max-seconds <n>', 'stop after so long', wholeNumber('--max-seconds', 1, 200_000), 3600)
    .option(
      '--measure <n>',
      'probe every stack of the lab, weak, strong and in so many drawn configurations, and compare',
      wholeNumber('--measure', 0, 1000),
    )
    .option('--seed <n>', 'with --measure: the seed', wholeNumber('--seed', 0, 2 ** 31 - 1), 1)
    .option('--schema', 'print the JSON Schema of target files')
    .option('--force', 'overwrite the profile')
    .option('--json', 'print what was found, with its evidence, as JSON')
    .addOption(langOption())
    .action((file: string | undefined, options: Options) =>
      options.schema === true
        ? json(targetSchema())
        : options.measure !== undefined
          ? runMeasure(options.measure, options)
          : run(file, options),
    );
}

async function run(file: string | undefined, options: Options): Promise<void> {
  const { out, lang } = options;
  if ((file === undefined) === (options.lab === undefined))
    throw new CliError(EXIT.usage, file === undefined ? 'no target' : 'a target and --lab', {
      fix: 'give a target file, or --lab with a stack; `sekisho probe --schema` says what a target file holds',
    });
  if (options.name !== undefined && !isName(options.name))
    throw new CliError(EXIT.usage, `\`${options.name}\` cannot be the name of a profile`, {
      why: 'a name has 1 to 80 printable characters',
    });
  if (out !== undefined) {
    checkWritable(out);
    if (file !== undefined) refuseInput(out, [file]);
    if (existsSync(out) && options.force !== true)
      throw new CliError(EXIT.usage, `\`${out}\` is there already`, {
        why: 'it may hold answers that no probe has',
        fix: 'give another path, or --force; nothing was sent or written',
      });
  }
  const hosts = allowedHosts(options);
  const at = new Date().toISOString();
  const ended = new AbortController();
  const { result: probed, interrupted } = await untilInterrupted(
    async () => {
      const late = setTimeout(() => ended.abort(new TooLong()), options.maxSeconds * 1000);
      try {
        return file === undefined
          ? await labTargets(options.lab!, options.on ?? [], (target, pass) =>
              probeOne(target, options, hosts, ended.signal, pass),
            )
          : await probeOne(readTarget(file), options, hosts, ended.signal);
      } catch (error) {
        if (ended.signal.aborted && !(ended.signal.reason instanceof TooLong)) return null;
        if (ended.signal.aborted)
          throw new CliError(EXIT.inconclusive, `not done after ${options.maxSeconds} s`, {
            why: 'a probe is bounded in time; nothing was written',
            fix: 'give more with --max-seconds',
          });
        throw error;
      } finally {
        clearTimeout(late);
        progress('');
      }
    },
    () => ended.abort(new Error('interrupted')),
  );
  if (interrupted || probed === null) {
    process.stderr.write('interrupted: nothing was written\n');
    process.exitCode = EXIT.interrupted;
    return;
  }
  const wanted = file === undefined ? options.lab! : basename(file, extname(file));
  const name = options.name ?? asName(probed.name ?? wanted);
  const text = probedProfile(probed, name, at, lang);
  checkLoads(out ?? 'the profile', text);
  if (out !== undefined) writeAll(new Map([[out, text]]));
  if (options.json) json({ version, name, at, ...probedData(probed, lang) });
  else {
    print(asText(probed, lang));
    if (out !== undefined) print(words.written[lang](plain(out)));
  }
}

/** The probe against stacks whose settings are known. A wrong setting is a failure; one that is not known is not. */
async function runMeasure(drawn: number, { seed, lang, json: asJson }: Options): Promise<void> {
  const ended = new AbortController();
  const { result: all, interrupted } = await untilInterrupted(
    () =>
      measure(drawn, seed, ended.signal, progress).catch((error: unknown) => {
        if (ended.signal.aborted) return null;
        throw error;
      }),
    () => ended.abort(new Error('interrupted')),
  );
  progress('');
  if (interrupted || all === null) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  const total = tally(all);
  if (asJson) json({ version, seed, total, configurations: all });
  else print(measuredText(all, lang));
  if (total.wrongTrue + total.wrongFalse > 0) process.exitCode = EXIT.replayFailed;
}

async function probeOne(
  target: OpenTarget,
  options: Options,
  hosts: ReadonlySet<string>,
  signal: AbortSignal,
  pass?: (seconds: number) => Promise<void>,
): Promise<Probed & { readonly name: string | undefined }> {
  const allowed = { hosts, addresses: target.addresses };
  await checkAddresses(target, allowed);
  // Two requests a second to what is not this machine.
  const wire = new Wire(
    allowed,
    { requests: options.maxRequests, pause: 500, patience: 10_000 },
    target.ca,
    signal,
  );
  const probed = await probe(target, wire, {
    isDestructive: options.destructive === true,
    seconds: options.wait ?? null,
    ...(pass !== undefined && { pass }),
    progress,
  });
  return { ...probed, name: target.file.name };
}

class TooLong extends Error {}

/** Hosts besides this machine: each is named, and named again by whoever says that it may be tested. */
function allowedHosts({ allowHost = [], iAmAuthorisedToTest = [] }: Options): ReadonlySet<string> {
  const lower = (names: readonly string[]) => names.map((name) => name.toLowerCase());
  const [named, confirmed] = [lower(allowHost), lower(iAmAuthorisedToTest)];
  const only =
    named.find((host) => !confirmed.includes(host)) ?? confirmed.find((host) => !named.includes(host));
  if (only !== undefined)
    throw new CliError(EXIT.usage, `\`${only}\` is named once`, {
      why: 'a host that is not this machine is probed only by whoever names it and says that it may be tested',
      fix: `--allow-host ${only} --i-am-authorised-to-test ${only}; nothing was sent`,
    });
  return new Set(named);
}

function asText({ results, requests, seconds }: Probed, lang: Lang): string {
  const count = (is: unknown) => results.filter((r) => r.is === is).length;
  return [
    table(
      words.head[lang],
      results.map((r) => [r.switch, pick(settingWords[`${r.is}`], lang), plain(shortText(r, lang))]),
    ),
    words.summary[lang](count(true), count(false), count('unknown'), requests, seconds.toFixed(1)),
  ].join('\n');
}
