// The smallest breaking sets of a goal (or a threat) as a lattice: from no measure at the foot, one more at each step,
// to the sets under which no path is left. Each point says how many paths are still open.

import { breakingSets, candidatesOf } from '../../attacks/breaking.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import { pick } from './i18n.js';
import type { GraphDiagram, GraphNode } from './graph.js';
import { countOpen, keyOf, latticeOf, type LatticePoint } from './latticePoints.js';
import { measureName, openPaths, type PathsAbout, withCubes } from './tree.js';
import { words } from './words/drawing.js';

export function latticeDiagram({ title, subtitle, lang, paths, base, vacuous }: PathsAbout): GraphDiagram {
  const all = withCubes(paths);
  const start = bitsOf([...base]);
  const open = openPaths(all, start);
  const candidates = candidatesOf(measures);
  const used = candidates.filter(({ on }) => open.some(({ cube }) => (cube.off & on) !== 0n));
  const sets = breakingSets(all, start, used, vacuous, { maxSize: 12, maxSets: 8 });
  const left = countOpen(
    all.map(({ cube }) => cube),
    start,
    candidates,
  );
  const { points, steps } = latticeOf(sets, used, left);
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
    nodes: points.map((point) => nodeOf(point, lang)),
    edges: steps.map(({ from, to, added }) => ({
      from: nameOf(from),
      to: nameOf(to),
      lines: [{ text: `+ ${added}`, role: 'small' }],
    })),
    legend: [
      pick({ en: 'double frame: no path is left', ja: '二重枠：残る経路なし' }, lang),
      pick({ en: 'single frame: the goal is still reached', ja: '一重枠：目標は達成可能' }, lang),
    ],
  };
}

const nameOf = ({ ids }: LatticePoint): string => keyOf(ids) || 'none';

const nodeOf = (point: LatticePoint, lang: PathsAbout['lang']): GraphNode => ({
  id: nameOf(point),
  kind: point.isSet ? 'broken' : 'reached',
  lines: [
    ...titlesOf(point, lang).map((text) => ({ text, role: 'title' as const })),
    { text: leftText(point.left, lang), role: 'plain' },
  ],
});

function titlesOf({ ids, isSet }: LatticePoint, lang: PathsAbout['lang']): readonly string[] {
  if (ids.length === 0) return [pick({ en: 'no measure', ja: '対策なし' }, lang)];
  return isSet ? ids.map((id) => `${id} ${measureName(id, lang)}`) : [ids.join(' + ')];
}

const leftText = (n: number, lang: PathsAbout['lang']): string =>
  lang === 'en' ? `${n} path${n === 1 ? '' : 's'} left` : `残り${n}経路`;
