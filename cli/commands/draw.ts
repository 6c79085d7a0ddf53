import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { goals, type GoalId } from '../../attacks/goals.js';
import { entities } from '../../model/world.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { drawAll } from '../draw/all.js';
import { type Asked, attackDrawing, flowDrawing, twinDrawing } from '../../properties/drawings/compose.js';
import { switchesOf } from '../../properties/drawings/defence.js';
import { latticeDiagram } from '../../properties/drawings/lattice.js';
import { entityIds, type MachineDetail, machineDiagram } from '../../properties/drawings/machine.js';
import { type Kind, kinds, refusePages, refuseStray, twinCommand } from '../draw/options.js';
import { type Drawing, formats, paperNames, render } from '../../properties/drawings/render.js';
import { galleryFolder, pathsFile, readPaths, traceFile } from '../draw/shipped.js';
import { type Subject, subjectName, threatIds } from '../../properties/drawings/subject.js';
import { subjectOfTrace } from '../draw/traceSubject.js';
import { legible, type Paper } from '../../properties/drawings/svg/page.js';
import { conditionsSubtitle, treeDiagram } from '../../properties/drawings/tree.js';
import { formatOf, pageFile } from '../draw/write.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import { type Lang, langs, pick } from '../i18n.js';
import { json, print } from '../output.js';
import {
  addScenarioOptions,
  smallScenario,
  loadProfile,
  refuseContradiction,
  scenarioFrom,
  type ScenarioOptions,
  settled,
} from '../profile.js';
import { collect, endGoals, version, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly profile?: string;
  readonly with?: readonly string[];
  readonly lang: string;
  readonly output?: string;
  readonly paper: string;
  readonly splitEvery?: number;
  readonly highlight?: string | true;
  readonly detail: MachineDetail;
  readonly search?: boolean;
  readonly json?: boolean;
}

/** The world of a flow drawn, unless told otherwise. */
const oneSession: Scenario = { ...smallScenario, sessions: 1 };

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'draw')
      .usage('<kind> [what] -o <file> [options]')
      .argument('[kind]', kinds.join(', '))
      .argument(
        '[what]',
        'a threat or trace file; for a machine, its entity; for tree and lattice, a goal or threat',
      )
      .option('-o, --output <file>', 'needed: the file; its extension is the format. For `all`, a folder')
      .option('--profile <profile>', 'flow, attack, tree, lattice: drawn under it; twin: the defence')
      .option('--with <id>', 'and with this measure or switch (repeatable)', collect)
      .option('--lang <lang>', 'language of the drawing', 'en')
      .option('--paper <paper>', `page to fit: ${paperNames.join(', ')}`, 'natural')
      .option(
        '--split-every <n>',
        'steps on a page, heads repeated; with --paper chosen so that it can be read',
        wholeNumber('--split-every', 1, 1000),
      )
      .option(
        '--highlight [what]',
        'flow, attack, twin: point at a check (its switch or measure), or at a step (its move or number); without a value at what decides: the check that refuses (twin), the step that reaches the goal (attack)',
      )
      .addOption(
        new Option('--detail <detail>', 'machine: all rows, or states and what leads between them')
          .choices(['full', 'overview'])
          .default('full'),
      )
      .option('--json', 'report the files as JSON')
      .option('--search', 'all: search for the traces first, instead of using those in the folder'),
    oneSession,
  ).action(async (kind: string | undefined, what: string | undefined, options: Options, command: Command) => {
    const known = kindNamed(kind);
    const { lang, paper, output } = options;
    const given = Object.keys(options).filter((key) => command.getOptionValueSource(key) === 'cli');
    refuseStray(known, what, given);
    if (!(langs as readonly string[]).includes(lang)) throw unknown('language', lang, langs, EXIT.usage);
    if (!(paperNames as readonly string[]).includes(paper))
      throw unknown('paper', paper, paperNames, EXIT.usage);
    if (output === undefined)
      throw new CliError(EXIT.usage, `draw ${known} needs to know where to: give -o`, {
        fix: known === 'all' ? 'for example `-o gallery/`' : `for example \`-o ${known}.svg\``,
        ...(known !== 'all' && { available: formats.map((f) => `.${f}`) }),
      });
    if (known === 'all') {
      const drawn = await drawAll(output, options.search === true);
      if (options.json) json({ version, kind: known, folder: output, drawings: drawn });
      else print(`${drawn} drawings and pages in ${output}`);
      return;
    }
    const format = formatOf(output);
    refusePages(format, given);
    checkWritable(output);
    const drawing = draw(known, what, options);
    const splitEvery = options.splitEvery ?? null;
    const { files, scale } = await render(drawing, format, { paper: paper as Paper, splitEvery });
    const named = files.map((content, i) => [pageFile(output, i + 1, files.length), content] as const);
    writeAll(new Map(named));
    if (options.json) json({ version, kind: known, lang, files: named.map(([file]) => file), scale });
    else for (const [file] of named) print(file);
    if (scale < legible)
      process.stderr.write(`${told[lang as Lang](Math.round(scale * 100), drawing.type === 'graph')}\n`);
  });
}

function kindNamed(kind: string | undefined): Kind {
  if (kind === undefined)
    throw new CliError(EXIT.usage, 'draw needs to know what: name a kind of drawing', { available: kinds });
  const known = kinds.find((k) => k === kind);
  if (known === undefined) throw unknown('kind of drawing', kind, kinds, EXIT.usage);
  return known;
}

function draw(kind: Exclude<Kind, 'all'>, what: string | undefined, options: Options): Drawing {
  const asked = askedBy(options);
  switch (kind) {
    case 'machine':
      return machineDiagram(entityNamed(what), asked.lang, options.detail);
    case 'flow':
      return drawFlow(options);
    case 'attack':
      return drawAttack(subjectNamed(kind, what), what!, options);
    case 'twin': {
      const subject = subjectNamed(kind, what);
      return twinDrawing(subject, asked, defenceOf(subject, options));
    }
    case 'tree':
    case 'lattice':
      return drawConditions(kind, what, options);
  }
}

const askedBy = ({ lang, highlight }: Options): Asked => ({ lang: lang as Lang, highlight });

function entityNamed(what: string | undefined) {
  const entity = entities.find(({ id }) => id === what);
  if (entity === undefined) throw missing('machine', what, 'entity', entityIds);
  return entity;
}

/** What is to be drawn was not named, or is not known. */
const missing = (
  kind: string,
  what: string | undefined,
  noun: string,
  available: readonly string[],
): CliError =>
  what === undefined
    ? new CliError(
        EXIT.usage,
        `draw ${kind} needs to know what: name ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`,
        { available },
      )
    : unknown(noun, what, available, EXIT.usage);

function subjectNamed(kind: string, what: string | undefined): Subject {
  if (what !== undefined && threatIds.includes(what))
    return subjectOfTrace(traceFile(galleryFolder, what), what);
  if (what !== undefined && (what.endsWith('.json') || existsSync(what))) return subjectOfTrace(what);
  if (what === undefined) throw missing(kind, what, 'threat or trace file', threatIds);
  throw unknown('threat or trace file', what, threatIds, EXIT.missing);
}

/** The profile and the measures and switches asked for, over a base. */
function configuration(options: Options, base: ReadonlySet<SwitchId>, baseName: string) {
  const profile = options.profile === undefined ? null : settled(loadProfile(options.profile));
  const more = options.with ?? [];
  return {
    name: [profile?.name ?? baseName, ...more].join(' + '),
    on: new Set([...(profile?.on ?? base), ...switchesOf(more)]),
    scenario: profile?.scenario ?? {},
    isGiven: profile !== null || more.length > 0,
  };
}

function drawFlow(options: Options): Drawing {
  const bare = loadProfile('rfc6749-bare');
  const { name, on, scenario } = configuration(options, bare.on, bare.name);
  const world = scenarioFrom(options, scenario, oneSession);
  refuseContradiction(world, on);
  return flowDrawing({ scenario: world, on, capabilities: new Set() }, name, askedBy(options));
}

/** `what` is the subject as it was named on the command line. */
function drawAttack(subject: Subject, what: string, options: Options): Drawing {
  const asked = askedBy(options);
  const { name, on, isGiven } = configuration(options, subject.setting.on, subject.profile);
  if (!isGiven) return attackDrawing(subject, asked);
  refuseContradiction(subject.setting.scenario, on);
  const under = { name, twin: twinCommand(what, options) };
  return attackDrawing({ ...subject, profile: name, setting: { ...subject.setting, on } }, asked, under);
}

function defenceOf(subject: Subject, options: Options) {
  const { name, on, isGiven } = configuration(options, subject.setting.on, '');
  if (!isGiven) return null;
  refuseContradiction(subject.setting.scenario, on);
  return { name: name.replace(/^ \+ /, ''), on };
}

function drawConditions(kind: 'tree' | 'lattice', what: string | undefined, options: Options): Drawing {
  const lang = options.lang as Lang;
  const ends = goals.filter((g) => (endGoals as readonly GoalId[]).includes(g.id));
  const goal = ends.find(({ id }) => id === what);
  const isThreat = what !== undefined && threatIds.includes(what);
  if (goal === undefined && !isThreat)
    throw missing(kind, what, 'goal or threat', [...ends.map(({ id }) => id), ...threatIds]);
  const data = readPaths(pathsFile(galleryFolder));
  const bare = loadProfile('rfc6749-bare');
  const { name, on } = configuration(options, bare.on, bare.name);
  const about = {
    title: goal === undefined ? subjectName(what!, lang) : pick(goal.name, lang),
    subtitle: conditionsSubtitle(name, lang),
    lang,
    paths: data.paths.filter((p) => (goal === undefined ? p.threats.includes(what!) : p.goal === goal.id)),
    base: on,
    vacuous: data.vacuous,
  };
  return kind === 'tree' ? treeDiagram(about) : latticeDiagram(about);
}

const told = {
  en: (percent: number, isGraph: boolean) =>
    `the drawing is fitted at ${percent} % of its size; ${isGraph ? 'try --detail overview, or draw it without --paper' : 'split it with --split-every N, or draw it without --paper'}`,
  ja: (percent: number, isGraph: boolean) =>
    `図は原寸の ${percent} % に縮小した。${isGraph ? '--detail overview を試すか、--paper を外す' : '--split-every N で分割するか、--paper を外す'}`,
};
