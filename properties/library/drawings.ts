// Drawings as text. Each is of a run through the machines, of a machine, or of conditions that were found.

import type { ThreatId } from '../../attacks/catalogue/paper.js';
import { goals, type GoalId } from '../../attacks/goals.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import type { Attack } from '../../attacks/search/replay.js';
import { entities } from '../../model/world.js';
import { attackDrawing, flowDrawing, twinDrawing } from '../drawings/compose.js';
import { switchesOf } from '../drawings/defence.js';
import { type Lang, pick } from '../drawings/i18n.js';
import { latticeDiagram } from '../drawings/lattice.js';
import { entityIds, machineDiagram } from '../drawings/machine.js';
import { type Drawing, render } from '../drawings/render.js';
import { type Subject, subjectName } from '../drawings/subject.js';
import { conditionsSubtitle, treeDiagram } from '../drawings/tree.js';
import { EXIT, unknown } from '../input/problem.js';
import type { Paths } from './paths.js';
import type { Profile, Setting } from './profiles.js';
import { movesOf } from './traces.js';

export type { Lang };
/** A picture, sources of Mermaid, PlantUML and Graphviz, a page by itself, or lines for a terminal. */
export type DrawingFormat = 'svg' | 'mmd' | 'puml' | 'dot' | 'html' | 'txt';

export interface DrawOptions {
  readonly format: DrawingFormat;
  /** Default: English. */
  readonly lang?: Lang | undefined;
}

async function textOf(drawing: Drawing, { format }: DrawOptions): Promise<string> {
  const { files } = await render(drawing, format, { paper: 'natural', splitEvery: null });
  return files[0] as string;
}
const langOf = ({ lang = 'en' }: DrawOptions): { readonly lang: Lang } => ({ lang });

/** The honest run. Rejects with a `Problem` (21) if it does not finish. */
export const drawFlow = async ({ profile, scenario }: Setting, options: DrawOptions): Promise<string> =>
  textOf(
    flowDrawing({ scenario, on: profile.on, capabilities: new Set() }, profile.name, langOf(options)),
    options,
  );

const subjectOf = (attack: Attack, profile: string, id: string): Subject => ({
  id,
  goal: attack.goal,
  profile,
  setting: {
    scenario: attack.scenario,
    on: new Set(attack.on),
    capabilities: new Set(attack.capabilities),
  },
  moves: movesOf(attack),
  defences: [],
});

/** An attack as it runs. @param title the id of a threat, or any other name */
export const drawAttack = async (
  attack: Attack,
  { profile, title, ...options }: DrawOptions & { readonly profile: string; readonly title: string },
): Promise<string> => textOf(attackDrawing(subjectOf(attack, profile, title), langOf(options)), options);

/**
 * An attack beside the same moves with more switched on. Rejects with a `Problem` (64) if the additions are not known or do
 * not stop it.
 * @param additions measures and switches
 */
export const drawTwin = async (
  attack: Attack,
  additions: readonly string[],
  { profile, title, ...options }: DrawOptions & { readonly profile: string; readonly title: string },
): Promise<string> =>
  textOf(
    twinDrawing(subjectOf(attack, profile, title), langOf(options), {
      name: additions.join(' + '),
      on: new Set([...attack.on, ...switchesOf(additions)]),
    }),
    options,
  );

/** The machine of one party. Rejects with a `Problem` (64) that lists the parties. */
export async function drawMachine(
  party: string,
  { detail = 'full', ...options }: DrawOptions & { readonly detail?: 'full' | 'overview' | undefined },
): Promise<string> {
  const entity = entities.find(({ id }) => id === party);
  if (entity === undefined) throw unknown('party', party, entityIds, EXIT.usage);
  return textOf(machineDiagram(entity, langOf(options).lang, detail), options);
}

/**
 * Who reaches a goal or threat and what stops them (`tree`), or the smallest breaking sets in their order (`lattice`).
 * @param base what is on already
 */
export async function drawConditions(
  kind: 'tree' | 'lattice',
  { paths, vacuous }: Pick<Paths, 'paths' | 'vacuous'>,
  base: Profile,
  {
    of,
    ...options
  }: DrawOptions & { readonly of: { readonly goal: GoalId } | { readonly threat: ThreatId } },
): Promise<string> {
  const { lang } = langOf(options);
  const about = {
    title:
      'goal' in of ? pick(goals.find(({ id }) => id === of.goal)!.name, lang) : subjectName(of.threat, lang),
    subtitle: conditionsSubtitle(base.name, lang),
    lang,
    paths: paths
      .filter((p) => ('goal' in of ? p.goal === of.goal : p.threats.includes(of.threat)))
      .map((p) => ({
        id: p.id,
        goal: p.goal,
        capabilities: p.capabilities,
        present: p.condition.on,
        absent: p.condition.off,
        steps: p.moves.length,
        threats: p.threats,
      })),
    base: base.on,
    vacuous: vacuous.map(({ on, off }) => ({ on: bitsOf(on), off: bitsOf(off) })),
  };
  return textOf(kind === 'tree' ? treeDiagram(about) : latticeDiagram(about), options);
}
