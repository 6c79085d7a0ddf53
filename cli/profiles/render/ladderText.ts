// Goals against the ladder of attackers, for a terminal: profiles under each goal, a column for each rung.

import type { Rung } from '../../../attacks/catalogue/ladder.js';
import type { Cell, Comparison } from '../../../properties/verdicts/compare.js';
import { idOf, type Target, type Verdict } from '../../../properties/verdicts/judge.js';
import type { RungCell } from '../../../properties/verdicts/rungs.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { displayWidth, lineWidth, table } from '../../output.js';
import { cellText, targetText, verdictSigns, verdictText, verdictWords } from '../words.js';
import { packed, setText } from './pack.js';

export const ladderWords = {
  profile: { en: 'profile', ja: 'プロファイル' },
  asBelow: {
    en: '·: nobody besides those further left; ◐ before an attacker: only in some settings of what is unknown; +n: so many more, and pairs or triples: so many attackers with two or three capabilities at once (--details lists them all)',
    ja: '·: 左の欄の者のほかになし。攻撃者の前の◐: 未定の項目の設定による。+n: ほかにn通り。2能力n通り: 二つの能力を同時に持つ攻撃者がn通り（--details で一覧）',
  },
  columns: {
    en: 'Each column has what the columns to its left have; a cell shows the weakest attackers who get there only now:',
    ja: '各列の攻撃者は左の列の能力も持つ。欄は、その列で初めて到達できる最小の能力を示す:',
  },
  joining: { en: 'has', ja: '能力:' },
  anything: { en: 'every other capability', ja: '残るすべての能力' },
} as const satisfies Record<string, Text>;

export const isReached = (verdict: Verdict): boolean => verdict === 'attack' || verdict === 'depends';

/** Rungs at which somebody gets somewhere, or that stand above one. */
export const rungsShown = ({ ladder, rows }: Comparison): readonly Rung[] => {
  const first = ladder.findIndex(({ id }) =>
    rows.some(({ cells }) => cells.some((c) => c.rungs.some((r) => r.rung === id && r.attackers.length > 0))),
  );
  // Whoever has nothing is worth a column only if that is enough somewhere.
  return first <= 0 ? ladder : ladder.slice(1);
};

const sizeOf = ({ attackers }: RungCell, lang: Lang) =>
  attackers.map((a) => ({ text: setText(a.capabilities, lang, a.depends), size: a.capabilities.length }));

/** What stands for one rung: who gets there, else the sign of the verdict. */
export function rungText(rung: RungCell, width: number, most: number, lang: Lang): string {
  const mark = rung.mayDiffer === true ? ' ‡' : '';
  if (rung.attackers.length > 0 && rung.verdict !== 'inconclusive')
    return `${packed(sizeOf(rung, lang), width - displayWidth(mark), most, lang)}${mark}`;
  return isReached(rung.verdict) ? '·' : `${verdictSigns[rung.verdict]}${mark}`;
}

/** Profiles with the same answer stand in one line. */
export function alike(
  comparison: Comparison,
  cells: readonly Cell[],
): readonly { readonly names: readonly string[]; readonly cell: Cell }[] {
  const groups = new Map<string, { names: string[]; cell: Cell }>();
  for (const [i, cell] of cells.entries()) {
    const key = JSON.stringify([cell.verdict, cell.byAssumption, cell.rungs]);
    const group = groups.get(key) ?? { names: [], cell };
    group.names.push(comparison.grounds[i]!.profile.name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const gap = 2;

/** The ladder of goals, or of threats; the empty text if none was asked about. */
export function ladderText(
  comparison: Comparison,
  kind: 'goal' | 'threat',
  title: string,
  lang: Lang,
): string {
  const rows = comparison.rows.filter(({ target }) => kind in target);
  if (rows.length === 0) return '';
  const rungs = rungsShown(comparison);
  const names = comparison.grounds.map((g) => g.profile.name);
  const label = Math.min(18, Math.max(8, ...names.map((name) => displayWidth(name) + 2)));
  const width = Math.floor((lineWidth() - label) / rungs.length) - gap;
  const widths = [label, ...rungs.map(() => width)];
  const shown = new Set(rungs.map(({ id }) => id));
  const head = [title, ...rungs.map(({ name }) => pick(name, lang))];
  const [headLine, rule] = table(head, [], widths).split('\n');
  const lines = [headLine!, rule!];
  const several = names.length > 1;
  const blockOf = (target: Target, cells: readonly Cell[]) => {
    const groups = alike(comparison, cells);
    const flat = (c: Cell) => !isReached(c.verdict);
    const text = (c: Cell) =>
      c.verdict === 'inconclusive' && c.rungs.some((r) => r.verdict !== 'inconclusive')
        ? null
        : cellText(c, lang);
    if (!several && flat(cells[0]!) && text(cells[0]!) !== null)
      return [`${targetText(target, lang)}: ${text(cells[0]!)}`];
    return [
      targetText(target, lang),
      ...groups.flatMap(({ names: those, cell }) => {
        const who = several ? `  ${those.join(', ')}` : `  ${verdictText(cell.verdict, lang)}`;
        if (flat(cell) && text(cell) !== null) return [`${who}: ${text(cell)}`];
        const lone = those.length > 1 || displayWidth(who) > label;
        const row = [
          lone ? '' : who,
          ...cell.rungs.filter((r) => shown.has(r.rung)).map((r) => rungText(r, width, 2, lang)),
        ];
        return [...(lone ? [who] : []), ...table(head, [row], widths).split('\n').slice(2)];
      }),
    ];
  };
  for (const { target, cells } of rows) lines.push(...blockOf(target, cells));
  return lines.join('\n');
}

/** What the columns mean. */
export function ladderLegend(comparison: Comparison, lang: Lang): readonly string[] {
  return [
    pick(ladderWords.columns, lang),
    ...rungsShown(comparison).map((rung) => {
      const known = comparison.ladder;
      const below = known[known.indexOf(rung) - 1]?.capabilities ?? new Set();
      const has = [...rung.capabilities].filter((id) => !below.has(id));
      const what =
        rung === known.at(-1) && rung.joining.length === 0
          ? pick(ladderWords.anything, lang)
          : has.join(', ') || '–';
      return `  ${pick(rung.name, lang)}${rung.joining.length === 0 ? '' : ` (${rung.joining.join(', ')})`}: ${what}`;
    }),
    pick(ladderWords.asBelow, lang),
  ];
}

/** Words for the signs that stand without words. */
export const signsText = ({ rows }: Comparison, lang: Lang): string =>
  [
    ...new Set(
      rows.flatMap(({ cells }) => cells.flatMap((c) => [c.verdict, ...c.rungs.map((r) => r.verdict)])),
    ),
  ]
    .map((verdict) => `${verdictSigns[verdict]} ${pick(verdictWords[verdict], lang)}`)
    .join(lang === 'en' ? ', ' : '、');

/**
 * Many profiles, a column for each: the weakest rung that gets there, and who of it, in two lines.
 * @returns the empty text if none of the kind was asked about
 */
export function matrixText(
  comparison: Comparison,
  kind: 'goal' | 'threat',
  title: string,
  lang: Lang,
): string {
  const rows = comparison.rows.filter(({ target }) => kind in target);
  if (rows.length === 0) return '';
  const names = comparison.grounds.map((g) => g.profile.name);
  // Many columns leave no room for names; `sekisho list` has them.
  const isShort = names.length > 3;
  const label = isShort
    ? Math.max(displayWidth(title), ...rows.map(({ target }) => displayWidth(idOf(target))))
    : 34;
  const width = Math.max(8, Math.floor((lineWidth() - label) / names.length) - gap);
  const shortRung = (id: string) =>
    pick(comparison.ladder.find((r) => r.id === id)!.name, lang).replace(/^[+＋]\s*/u, '');
  const cell = (c: Cell): string => {
    const mark = `${c.byAssumption ? ' †' : ''}${c.mayDiffer ? ' ‡' : ''}`;
    const first = c.rungs.find((r) => r.attackers.length > 0);
    if (!isReached(c.verdict) || first === undefined) {
      const words = `${verdictText(c.verdict, lang)}${mark}`;
      return displayWidth(words) <= width ? words : `${verdictSigns[c.verdict]}${mark}`;
    }
    const rung = `${verdictSigns[c.verdict]} ${shortRung(first.rung)}`;
    const others = c.attackers.length - first.attackers.length;
    const items = sizeOf(first, lang);
    const rest = others === 0 ? '' : ` (+${others})`;
    const named = `${packed(items, width - displayWidth(mark), 1, lang)}${mark}`;
    return displayWidth(`${rung}: ${named}${rest}`) <= width
      ? `${rung}: ${named}${rest}`
      : `${rung}${displayWidth(rung + rest) <= width ? rest : ''}\n${named}`;
  };
  return table(
    [title, ...names],
    rows.map(({ target, cells }) => [isShort ? idOf(target) : targetText(target, lang), ...cells.map(cell)]),
    [label, ...names.map(() => width)],
  );
}
