// The smallest breaking sets of a goal (or a threat) as a lattice: from no measure at the foot, one more at each step,
// to the sets under which no path is left. Each point says how many paths are still open.

import { breakingSets, candidatesOf } from '../../attacks/breaking.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import { pick } from '../i18n.js';
import type { GraphDiagram, GraphEdge, GraphNode } from './graph.js';
import { measureName, openPaths, type PathsAbout, withCubes } from './tree.js';
import { words } from './words/drawing.js';

/** Up to so many points all subsets are drawn; beyond, one way up to each set. */
const mostPoints = 40;

export function latticeDiagram({ title, subtitle, lang, paths, base, vacuous }: PathsAbout): GraphDiagram {
  const all = withCubes(paths);
  const start = bitsOf([...base]);
  const open = openPaths(all, start);
  const candidates = candidatesOf(measures);
  const used = candidates.filter(({ on }) => open.some(({ cube }) => (cube.off & on) !== 0n));
  const sets = breakingSets(all, start, used, vacuous, { maxSize: 12, maxSets: 8 });
  const left = (ids: readonly string[]) =>
    openPaths(
      all,
      ids.reduce((on, id) => on | candidates.find((c) => c.id === id)!.on, start),
    ).length;
  // Where no set closes all, the way up by the measures that close most is still worth seeing.
  const points = pointsOf(
    sets.length > 0
      ? sets
      : [
          greedy(
            used.map(({ id }) => id),
            left,
          ),
        ],
    left,
  );
  const keyOf = (ids: readonly string[]) => ids.toSorted(byTable).join('+');
  const nodes: GraphNode[] = [...points].map(([key, ids]) => {
    const n = left(ids);
    const isSet = sets.some((s) => keyOf(s) === key);
    return {
      id: key === '' ? 'none' : key,
      kind: isSet ? 'broken' : 'reached',
      lines: [
        ...(ids.length === 0
          ? [{ text: pick({ en: 'no measure', ja: '対策なし' }, lang), role: 'title' as const }]
          : isSet
            ? ids.map((id) => ({ text: `${id} ${measureName(id, lang)}`, role: 'title' as const }))
            : [{ text: ids.join(' + '), role: 'title' as const }]),
        { text: leftText(n, lang), role: 'plain' as const },
      ],
    };
  });
  const edges: GraphEdge[] = [];
  for (const [key, ids] of points)
    for (const [above, more] of points) {
      if (more.length !== ids.length + 1 || !ids.every((id) => more.includes(id))) continue;
      const added = more.find((id) => !ids.includes(id))!;
      edges.push({
        from: key === '' ? 'none' : key,
        to: above,
        lines: [{ text: `+ ${added}`, role: 'small' }],
      });
    }
  const none =
    sets.length === 0
      ? [
          lang === 'en'
            ? 'No set of up to 12 measures leaves no path.'
            : '12個までの対策では、すべての経路は止まらない。',
        ]
      : [];
  return {
    type: 'graph',
    title: `${pick(words.latticeTitle, lang)}: ${title}`,
    subtitle: [...subtitle, ...none],
    lang,
    direction: 'BT',
    nodes,
    edges,
    legend: [
      pick({ en: 'double frame: no path is left', ja: '二重枠：残る経路なし' }, lang),
      pick({ en: 'single frame: the goal is still reached', ja: '一重枠：目標は達成可能' }, lang),
    ],
  };
}

const order = new Map(measures.map(({ id }, i) => [id as string, i]));
const byTable = (a: string, b: string): number => order.get(a)! - order.get(b)!;

const leftText = (n: number, lang: PathsAbout['lang']): string =>
  lang === 'en' ? `${n} path${n === 1 ? '' : 's'} left` : `残り${n}経路`;

/** The points to draw, by key, smaller sets first. */
function pointsOf(
  sets: readonly (readonly string[])[],
  left: (ids: readonly string[]) => number,
): ReadonlyMap<string, readonly string[]> {
  const points = new Map<string, readonly string[]>([['', []]]);
  const add = (ids: readonly string[]) => points.set(ids.toSorted(byTable).join('+'), ids.toSorted(byTable));
  const all = sets.reduce((n, s) => n + 2 ** Math.min(20, s.length), 0);
  for (const set of sets) {
    if (sets.length > 0 && left(set) === 0 && all <= mostPoints * 2)
      for (const subset of subsetsOf(set)) add(subset);
    else {
      // The measure that closes most paths comes first.
      let chosen: readonly string[] = [];
      while (chosen.length < set.length) {
        const rest = set.filter((id) => !chosen.includes(id));
        const best = rest.toSorted(
          (a, b) => left([...chosen, a]) - left([...chosen, b]) || byTable(a, b),
        )[0]!;
        chosen = [...chosen, best];
        add(chosen);
      }
    }
  }
  return new Map([...points].sort(([, a], [, b]) => a.length - b.length));
}

const mostGreedy = 6;

/** Measures that close paths, the one that closes most first, until none closes any more or there are enough. */
function greedy(from: readonly string[], left: (ids: readonly string[]) => number): readonly string[] {
  const chosen: string[] = [];
  while (chosen.length < mostGreedy) {
    const now = left(chosen);
    const [best] = from
      .filter((id) => !chosen.includes(id))
      .toSorted((a, b) => left([...chosen, a]) - left([...chosen, b]) || byTable(a, b));
    if (best === undefined || left([...chosen, best]) >= now) break;
    chosen.push(best);
  }
  return chosen;
}

const subsetsOf = (set: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** set.length }, (_, bits) => set.filter((_id, i) => (bits >> i) & 1));
