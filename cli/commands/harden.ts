import { statSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { writeOutput } from '../files.js';
import { CliError, EXIT } from '../errors.js';
import { type Lang, pick } from '../i18n.js';
import { json, print, table } from '../output.js';
import { plain } from '../plain.js';
import {
  addVerdictOptions,
  type VerdictOptions,
  folderOf,
  groundsFor,
  langOption,
  weightsOf,
  weightsOption,
  targetsNamed,
} from '../profiles/common.js';
import type { Costs } from '../../properties/verdicts/additions.js';
import { checkAddition } from '../../properties/verdicts/costsText.js';
import { readCosts } from '../profiles/inputs.js';
import { exhaustFor } from '../profiles/grounds.js';
import type { Hardening } from '../../properties/verdicts/harden.js';
import { type Checked, hardenChecked, holds } from '../../properties/verdicts/hardenChecked.js';
import type { Ground } from '../../properties/verdicts/ground.js';
import { idOf } from '../../properties/verdicts/judge.js';
import { boundsLines } from '../profiles/bounds.js';
import { additionLines, closableLines } from '../profiles/render/hardenText.js';
import { weightsNote } from '../profiles/render/riskText.js';
import type { Weights } from '../../properties/verdicts/weights.js';
import { isShipped } from '../../properties/profiles/names.js';
import { asName } from '../../properties/profiles/schema.js';
import { hardenWords as words, worldTakenText } from '../profiles/words.js';
import { checkLoads } from '../profile.js';
import { collect, endGoals, version, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options extends VerdictOptions {
  readonly profile: string;
  readonly goal?: readonly string[];
  readonly threat?: readonly string[];
  readonly by: 'measures' | 'switches';
  readonly cost?: string;
  readonly weights?: string | true;
  readonly unavailable?: readonly string[];
  readonly maxCapabilities?: number;
  readonly check: number;
  readonly pick: number;
  readonly out?: string;
  readonly limit: number;
  readonly json?: boolean;
  readonly lang: Lang;
}

export function register(program: Command): void {
  addVerdictOptions(
    begin(program, 'harden')
      .requiredOption('--profile <profile>', 'a shipped profile or a YAML file')
      .option('--goal <goal>', 'close this goal (repeatable)', collect)
      .option('--threat <threat>', 'close this threat (repeatable)', collect)
      .addOption(
        new Option('--by <what>', 'what to add').choices(['measures', 'switches']).default('measures'),
      )
      .addOption(weightsOption())
      .option('--cost <file>', 'YAML: `costs`, `otherwise` and `unavailable`')
      .option('--unavailable <id>', 'a measure or switch that cannot be added (repeatable)', collect)
      .option('--limit <n>', 'sets shown', wholeNumber('--limit', 1, 1000), 8)
      .option(
        '--max-capabilities <n>',
        'against attackers with at most so many capabilities at a time (any number, if left out)',
        wholeNumber('--max-capabilities', 0, capabilities.length),
      )
      .option(
        '--check <n>',
        'so many of the sets are searched against every attacker, the cheapest first',
        wholeNumber('--check', 0, 60),
        3,
      )
      .option('--pick <n>', 'with --out: which set, as numbered', wholeNumber('--pick', 1, 1000), 1)
      .option('-o, --out <file>', 'write the hardened profile')
      .option('--json', 'print JSON')
      .addOption(langOption()),
  ).action(async (options: Options) => {
    if (options.goal === undefined && options.threat === undefined)
      throw new CliError(EXIT.usage, 'give at least one --goal or --threat', {
        available: targetsNamed().map(idOf),
      });
    const targets = targetsNamed(options.goal, options.threat);
    for (const id of options.unavailable ?? []) checkAddition(id, EXIT.usage);
    const read = options.cost === undefined ? null : readCosts(options.cost);
    const costs: Costs = {
      costs: read?.costs ?? new Map(),
      otherwise: read?.otherwise ?? 1,
      unavailable: [...(read?.unavailable ?? []), ...(options.unavailable ?? [])],
    };
    const weights = await weightsOf(options);
    const { grounds, interrupted } = await groundsFor([options.profile], options, {
      writes: options.out,
      reads: [options.cost],
    });
    const ground = grounds[0]!;
    const goalsAsked = targets.flatMap((t) => ('goal' in t ? [t.goal] : []));
    const ofThreats = goalsAsked.length < targets.length;
    const most = options.maxCapabilities ?? Number.POSITIVE_INFINITY;
    // The set that is written is one of those that are checked, unless none is to be.
    const checked =
      options.check === 0 || options.out === undefined
        ? options.check
        : Math.max(options.check, options.pick);
    const {
      interrupted: isCutShort,
      searched,
      ...result
    } = await hardenChecked(ground, targets, options.by, costs, {
      count: interrupted ? 0 : checked,
      most,
      // A threat may be on the way to any goal.
      exhaust: (profile) =>
        exhaustFor(profile, ofThreats ? endGoals : goalsAsked, ofThreats, most, folderOf(options)),
    });
    if (options.out !== undefined) writeHardened(options, result, ground.profile.name);
    if (options.json)
      json({
        version,
        profile: ground.profile.name,
        ...result,
        searched,
        sets: result.sets.map(({ leavesOut, at: _at, ...set }) => ({
          ...set,
          holds: holds(set),
          leavesOut: leavesOut.map(({ world, by }) => ({ name: world.name, by })),
        })),
        untouchable: result.untouchable.map((p) => p.id),
        closable: result.closable && {
          ...result.closable,
          sets: result.closable.sets.map(({ at: _at, ...set }) => set),
        },
        bounds: boundsLines(ground, 'en'),
      });
    else
      print(
        [
          asText(result, options, ground, weights),
          pick(words.bounds, options.lang),
          ...boundsLines(ground, options.lang).map((l) => `  ${l}`),
        ].join('\n'),
      );
    const isSure = result.sets[0] !== undefined && holds(result.sets[0]);
    process.exitCode =
      interrupted || isCutShort
        ? EXIT.interrupted
        : result.sets.length === 0
          ? EXIT.notAllClosed
          : isSure
            ? EXIT.ok
            : EXIT.inconclusive;
  });
}

function asText(
  { sets, isCut, targets, closable }: Pick<Checked, 'sets' | 'isCut' | 'targets' | 'closable'>,
  { lang, limit }: Options,
  ground: Ground,
  weights: Weights | null,
): string {
  const lines: string[] = [];
  if (sets.length === 0) {
    if (closable !== null && closable.remaining.length > 0)
      lines.push(...closableLines(closable, ground, targets, lang, weights));
    else lines.push(pick(words.none, lang));
    lines.push(pick(words.tooStrong, lang));
    if (weights !== null) lines.push(weightsNote(weights, lang));
  } else if (sets[0]!.ids.length === 0) lines.push(pick(words.nothing, lang));
  else
    lines.push(
      table(
        ['#', words.add, words.size, words.cost, words.holds, words.order].map((w) =>
          typeof w === 'string' ? w : pick(w, lang),
        ),
        sets
          .slice(0, limit)
          .map((s, i) => [
            i + 1,
            s.ids.join(' + '),
            s.ids.length,
            s.cost,
            pick(holds(s) ? words.everyAttacker : words.notChecked, lang),
            s.order?.join(' → ') ?? (i < 10 ? pick(words.noOrder, lang) : '…'),
          ]),
      ),
    );
  for (const { ids, leavesOut } of sets.slice(0, limit))
    if (leavesOut.length > 0)
      lines.push(
        `${ids.join(' + ')}: ${pick(words.leavesOut, lang)} ${leavesOut.map((l) => `${l.world.name} (${worldTakenText(l.by, l.world.scenario, lang)})`).join('; ')}`,
      );
  if (sets.length > limit) lines.push(`… ${sets.length - limit}`);
  if (sets.slice(0, limit).some((s) => !holds(s))) lines.push(pick(words.howToCheck, lang));
  if (sets[0] !== undefined) lines.push(...additionLines(sets[0].ids, ground, targets, lang));
  if (isCut) lines.push(pick(words.cut, lang));
  return lines.join('\n');
}

/** Writes the set picked. Where none was found, there is nothing to write, and the answer says why. */
function writeHardened(
  options: Options,
  { sets: whole, closable }: Pick<Checked, 'sets' | 'closable'>,
  name: string,
): void {
  const out = options.out!;
  // Where not all can be closed, what closes the rest is worth writing; the exit code says that it is not all.
  const sets: readonly { readonly ids: readonly string[] }[] =
    whole.length > 0 ? whole : (closable?.sets ?? []);
  if (sets.length === 0) {
    process.stderr.write(`no additions were found, so \`${plain(out)}\` was not written\n`);
    return;
  }
  const chosen = sets[options.pick - 1];
  if (chosen === undefined)
    throw new CliError(EXIT.usage, `there is no set number ${options.pick}`, {
      why: `${sets.length === 1 ? '1 set was' : `${sets.length} sets were`} found; nothing was written`,
      fix: `give --pick a number from 1 to ${sets.length}; --limit ${sets.length} shows them all`,
    });
  if (!isShipped(options.profile) && !statSync(options.profile).isFile())
    throw new CliError(EXIT.usage, `\`${plain(options.profile)}\` is no file that a profile could extend`, {
      why: 'it was read from a pipe or a device, and can be read no more; nothing was written',
      fix: 'put the profile into a file',
    });
  const text = profileText(options, chosen, name);
  checkLoads(out, text);
  writeOutput(out, text);
}

/** A profile that extends the given one by the additions. */
function profileText({ profile, by, out }: Options, { ids }: Pick<Hardening, 'ids'>, name: string): string {
  const path = relative(dirname(out!), profile);
  // Among names, those of shipped profiles come first: a file that is named like one is a path.
  const base = isShipped(path) ? `./${path}` : path;
  return stringify({
    name: asName(name, '-hardened'),
    extends: isShipped(profile) ? profile : base,
    ...(by === 'measures'
      ? { measures: ids }
      : { switches: Object.fromEntries(ids.map((id) => [id, true])) }),
  });
}
