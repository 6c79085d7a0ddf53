// What changes for attackers from the first profile to each further one, for a terminal and as plain lines.

import type { Comparison } from '../../../properties/verdicts/compare.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import {
  isShifted,
  type Moved,
  type Shift,
  type ShiftKind,
  shiftKinds,
} from '../../../properties/verdicts/shifts.js';
import type { Reacher } from '../../../properties/verdicts/rungs.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { displayWidth, lineWidth, table } from '../../output.js';
import { packed, setText } from './pack.js';
import { say } from './told.js';

export const shiftWords = {
  shutOut: { en: 'shut out', ja: '締め出し' },
  harder: { en: 'harder: now needs', ja: '困難に: 新たに必要な能力' },
  newlyIn: { en: 'newly in', ja: '新たに可能' },
  easier: { en: 'easier: now enough', ja: '容易に: これで足りる' },
  nowSure: { en: 'now for sure', ja: '確実に可能に' },
  nowUnsure: { en: 'now perhaps', ja: '未定に' },
  foundNow: { en: 'found; before, not ruled out', ja: '発見（以前は未発見だが否定できず）' },
  notKnown: { en: 'not found, not ruled out', ja: '未発見だが否定できず' },
} as const satisfies Record<ShiftKind, Text>;

const signs = {
  shutOut: '−',
  harder: '↑',
  newlyIn: '+',
  easier: '↓',
  nowSure: '●',
  nowUnsure: '◐',
  foundNow: '?+',
  notKnown: '?−',
} as const satisfies Record<ShiftKind, string>;

const words = {
  none: { en: 'Nothing changes for any attacker.', ja: 'どの攻撃者にも変化はない。' },
  same: { en: 'unchanged for everybody', ja: '誰にも変化なし' },
  how: {
    en: 'Attackers are the weakest ones: whoever has more can do it as well. One who is shut out is not let in by having more, unless others could do it with that alone.',
    ja: '攻撃者は最小の能力で示す。それ以上を持つ者にも可能である。締め出された者は、他の者が単独で可能な能力を得ない限り、能力を増やしても到達できない。',
  },
} as const satisfies Record<string, Text>;

export const itemText = (item: Reacher | Moved, lang: Lang): string =>
  'from' in item
    ? `${setText(item.from.capabilities, lang)} → ${setText(item.to.capabilities, lang, item.to.depends)}`
    : setText(item.capabilities, lang, item.depends);

const sizeOf = (item: Reacher | Moved): number =>
  ('from' in item ? item.to.capabilities : item.capabilities).length;

const changed = (shifts: readonly Shift[]): readonly ShiftKind[] =>
  shiftKinds.filter((kind) => shifts.some((s) => s[kind].length > 0));

/** Of each kind, how many of the weakest attackers. */
const countsText = (shift: Shift): string =>
  shiftKinds
    .filter((kind) => shift[kind].length > 0)
    .map((kind) => `${signs[kind]}${shift[kind].length}`)
    .join(' ');

const sameText = (shifts: readonly Shift[], lang: Lang): string => {
  const same = shifts.filter((s) => !isShifted(s)).map(({ target }) => idOf(target));
  return same.length === 0 ? '' : `${pick(words.same, lang)}: ${same.join(' ')}`;
};

const titleOf = ({ grounds }: Comparison, i: number, lang: Lang): string =>
  `${grounds[i + 1]!.profile.name}, ${pick(say.compared, lang)} ${grounds[0]!.profile.name}:`;

/** Two profiles: who, in words. */
function pairText(comparison: Comparison, i: number, lang: Lang): string {
  const shifts = comparison.shifts[i]!;
  const title = titleOf(comparison, i, lang);
  const kinds = changed(shifts);
  if (kinds.length === 0) return `${title} ${pick(words.none, lang)}`;
  const label = Math.max(...shifts.map(({ target }) => displayWidth(idOf(target))), 8);
  const width = Math.floor((lineWidth() - label) / kinds.length) - 2;
  const rows = shifts.filter(isShifted).map((shift) => [
    idOf(shift.target),
    ...kinds.map((kind) =>
      packed(
        shift[kind].map((item) => ({ text: itemText(item, lang), size: sizeOf(item) })),
        width,
        2,
        lang,
      ),
    ),
  ]);
  const head = ['', ...kinds.map((kind) => pick(shiftWords[kind], lang))];
  return [
    title,
    table(head, rows, [label, ...kinds.map(() => width)]),
    sameText(shifts, lang),
    pick(words.how, lang),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Many profiles: how many, a column for each; who is said if fewer are compared. */
function manyText(comparison: Comparison, lang: Lang): string {
  const { shifts, grounds, rows } = comparison;
  const all = shifts.flat();
  const label = Math.max(...rows.map(({ target }) => displayWidth(idOf(target))), 8);
  const width = Math.max(8, Math.floor((lineWidth() - label) / shifts.length) - 2);
  const isAnywhere = (r: number) => shifts.some((of) => isShifted(of[r]!));
  const shown = rows.flatMap((_, r) => (isAnywhere(r) ? [r] : []));
  if (shown.length === 0) return pick(words.none, lang);
  const same = rows.flatMap(({ target }, r) => (isAnywhere(r) ? [] : [idOf(target)]));
  return [
    `${pick(say.compared, lang)} ${grounds[0]!.profile.name}:`,
    table(
      ['', ...grounds.slice(1).map((g) => g.profile.name)],
      shown.map((r) => [idOf(rows[r]!.target), ...shifts.map((of) => countsText(of[r]!) || '·')]),
      [label, ...shifts.map(() => width)],
    ),
    changed(all)
      .map((kind) => `${signs[kind]} ${pick(shiftWords[kind], lang).replace(/: .*/, '')}`)
      .join(lang === 'en' ? ', ' : '、'),
    ...(same.length === 0 ? [] : [`${pick(words.same, lang)}: ${same.join(' ')}`]),
    pick(words.how, lang),
  ].join('\n');
}

/** What changes for whom: the empty text for one profile. */
export function shiftsText(comparison: Comparison, lang: Lang, isDetailed: boolean): string {
  const pairs = comparison.shifts.map((_, i) => i);
  if (pairs.length === 0) return '';
  if (pairs.length > 2 && !isDetailed) return manyText(comparison, lang);
  return pairs.map((i) => pairText(comparison, i, lang)).join('\n\n');
}

/** The same as lines: each kind with all who are in it. */
export const shiftLines = (shift: Shift, lang: Lang): readonly string[] =>
  shiftKinds
    .filter((kind) => shift[kind].length > 0)
    .map(
      (kind) =>
        `${pick(shiftWords[kind], lang)}: ${shift[kind].map((item) => itemText(item, lang)).join(lang === 'en' ? ', ' : '、')}`,
    );
