// An attack-defence tree: a goal (or a threat), the attackers that reach it, and for each the smallest sets of measures
// that stop all its paths. Read from paths and their conditions; nothing here knows a named attack.

import { breakingSets, candidatesOf } from '../../attacks/breaking.js';
import type { Path } from '../../attacks/paths.js';
import { bitsOf, type Cube, holdsAt } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import type { SwitchId } from '../../model/switches.js';
import { type Lang, pick } from './i18n.js';
import type { GraphDiagram, GraphEdge, GraphNode } from './graph.js';
import { capabilityName } from './tell/learnings.js';
import { words } from './words/drawing.js';

/** As much of a path as its condition and its name take. */
export interface PathSummary {
  readonly id: string;
  readonly goal: string;
  readonly capabilities: readonly string[];
  readonly absent: readonly SwitchId[];
  readonly present: readonly SwitchId[];
  readonly steps: number;
  readonly threats: readonly string[];
}
export interface PathsAbout {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly lang: Lang;
  readonly paths: readonly PathSummary[];
  readonly base: ReadonlySet<SwitchId>;
  /** Configurations in which the honest run does not finish: no defence. */
  readonly vacuous: readonly Cube[];
}

/** Under which configuration, and what the paths stand for: a set that stops them stops no more than them. */
export const conditionsSubtitle = (profile: string, lang: Lang): readonly string[] => [
  `${pick(words.profile, lang)}${lang === 'en' ? ': ' : '：'}${profile}`,
  pick(words.withinBounds, lang),
];

export const withCubes = (paths: readonly PathSummary[]): readonly Path[] =>
  paths.map((p) => ({ ...p, cube: { on: bitsOf(p.present), off: bitsOf(p.absent) } }) as unknown as Path);

/** Paths that are open in a configuration. */
export const openPaths = (paths: readonly Path[], on: bigint): readonly Path[] =>
  paths.filter(({ cube }) => holdsAt(cube, on));

export const measureName = (id: string, lang: Lang): string => {
  const measure = measures.find((m) => m.id === id);
  return measure === undefined ? id : pick(measure.name, lang);
};

interface Group {
  readonly capabilities: readonly string[];
  readonly paths: readonly Path[];
}

/** Attackers that reach the goal, none with a capability more than it needs; those with most paths first. */
function groupsOf(paths: readonly Path[]): readonly Group[] {
  const byKey = new Map<string, Path[]>();
  for (const p of paths) {
    const key = p.capabilities.toSorted().join(' ');
    byKey.set(key, [...(byKey.get(key) ?? []), p]);
  }
  const all = [...byKey.values()].map((own) => ({
    capabilities: own[0]!.capabilities.toSorted(),
    paths: own,
  }));
  const isSmallest = (g: Group) =>
    !all.some(
      (other) =>
        other.capabilities.length < g.capabilities.length &&
        other.capabilities.every((c) => g.capabilities.includes(c)),
    );
  return all
    .filter(isSmallest)
    .sort(
      (a, b) =>
        b.paths.length - a.paths.length || a.capabilities.join().localeCompare(b.capabilities.join(), 'en'),
    );
}

const mostGroups = 16;

export function treeDiagram({ title, subtitle, lang, paths, base, vacuous }: PathsAbout): GraphDiagram {
  const on = bitsOf([...base]);
  const groups = groupsOf(openPaths(withCubes(paths), on));
  const shown = groups.slice(0, mostGroups);
  const nodes: GraphNode[] = [{ id: 'goal', kind: 'goal', lines: [{ text: title, role: 'title' }] }];
  const edges: GraphEdge[] = [];
  for (const [i, g] of shown.entries()) {
    const shortest = Math.min(...g.paths.map((p) => p.steps));
    const threats = [...new Set(g.paths.flatMap((p) => (p as unknown as PathSummary).threats))].sort();
    nodes.push({
      id: `a${i}`,
      kind: 'attack',
      lines: [
        ...(g.capabilities.length === 0
          ? [{ text: pick(words.noCapability, lang), role: 'title' as const }]
          : g.capabilities.map((c, k) => ({
              text: `${k === 0 ? '' : '+ '}${capabilityName(c, lang)}`,
              role: 'title' as const,
            }))),
        { text: countText(g.paths.length, shortest, threats, lang), role: 'plain' },
      ],
    });
    edges.push({ from: 'goal', to: `a${i}`, lines: [] });
    const used = candidatesOf(measures).filter(({ on: bits }) =>
      g.paths.some(({ cube }) => (cube.off & bits) !== 0n),
    );
    const cuts = breakingSets(g.paths, on, used, vacuous, { maxSize: 4, maxSets: 3 }).slice(0, 3);
    nodes.push({ id: `d${i}`, kind: cuts.length === 0 ? 'none' : 'defence', lines: cutLines(cuts, lang) });
    edges.push({ from: `a${i}`, to: `d${i}`, lines: [], isDashed: true });
  }
  if (groups.length > shown.length) {
    const left = groups.length - shown.length;
    const text = lang === 'en' ? `and ${left} more kinds of attacker` : `ほか${left}種類の攻撃者`;
    nodes.push({ id: 'more', kind: 'none', lines: [{ text, role: 'plain' }] });
    edges.push({ from: 'goal', to: 'more', lines: [] });
  }
  return {
    type: 'graph',
    title: `${pick(words.treeTitle, lang)}: ${title}`,
    subtitle,
    lang,
    direction: 'LR',
    nodes,
    edges,
    legend: [
      pick({ en: 'thick frame: what the attacker can do', ja: '太枠：攻撃者の能力' }, lang),
      pick(
        { en: 'rounded, dashed: measures that stop all its paths', ja: '角丸の破線：全経路を止める対策' },
        lang,
      ),
    ],
  };
}

const countText = (n: number, shortest: number, threats: readonly string[], lang: Lang): string =>
  lang === 'en'
    ? `${n} path${n === 1 ? '' : 's'}, the shortest in ${shortest} steps${threats.length > 0 ? `: ${threats.join(' ')}` : ''}`
    : `${n}経路、最短${shortest}ステップ${threats.length > 0 ? `：${threats.join(' ')}` : ''}`;

/** One line for each measure; alternatives are joined by a word. */
function cutLines(cuts: readonly (readonly string[])[], lang: Lang): GraphNode['lines'] {
  if (cuts.length === 0)
    return [
      { text: lang === 'en' ? 'no set of up to 4 measures' : '4つまでの対策では止まらない', role: 'plain' },
    ];
  return cuts.flatMap((cut, i) =>
    cut.map((id, k) => ({
      text: `${i > 0 && k === 0 ? (lang === 'en' ? 'or ' : 'または ') : ''}${k > 0 ? '+ ' : ''}${id} ${measureName(id, lang)}`,
      role: k === 0 ? ('title' as const) : ('plain' as const),
    })),
  );
}
