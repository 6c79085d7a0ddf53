// A drawing in plain sentences, numbered as the steps are: what a screen reader or a mail can carry. It says all that
// the picture says.

import { entityName, type Lang, pick } from '../i18n.js';
import type { CheckTold, PartyId, Row, SequenceDiagram, StepTold, TwinDiagram } from '../diagram.js';
import { type Word, words } from '../words/drawing.js';

const wordIn = (lang: Lang) => (id: Word) => pick(words[id], lang);

export const partyName = (id: PartyId, lang: Lang): string =>
  id === 'attackerServer' ? pick(words.attackerServer, lang) : entityName(id, lang);

/** One row as a sentence. */
export function rowText(row: Row, lang: Lang): string {
  if (row.type === 'band') return row.text;
  const details = row.details.join(lang === 'en' ? '; ' : '、');
  if (row.type === 'note') {
    const about = `${partyName(row.at, lang)}${lang === 'en' ? ': ' : '：'}${row.title}`;
    return details === ''
      ? about
      : `${about}${lang === 'en' ? ' — ' : '（'}${details}${lang === 'en' ? '' : '）'}`;
  }
  const [from, to] = [partyName(row.from, lang), partyName(row.to, lang)];
  const mark = row.kind === 'refused' ? `${pick(words.refused, lang)}: ` : '';
  return lang === 'en'
    ? `${mark}${from} to ${to}: ${row.title}${details === '' ? '' : ` (${details})`}`
    : `${mark}${from}から${to}へ：${row.title}${details === '' ? '' : `（${details}）`}`;
}

const resultWord = { passed: 'passed', refused: 'refused', notMade: 'notMade' } as const;
export const checkText = (check: CheckTold, lang: Lang): string =>
  `${check.name}${check.switches.length > 0 ? ` [${check.switches.join(', ')}]` : ''}: ${pick(words[resultWord[check.result]], lang)}`;

/** The checks that say something: what was not switched on is left out unless nothing else is there. */
const worthTelling = (checks: readonly CheckTold[]) => checks.filter((c) => c.result !== 'notMade');

function stepText(step: StepTold, rows: readonly Row[], lang: Lang): readonly string[] {
  const word = wordIn(lang);
  const list = (all: readonly string[]) => all.join(lang === 'en' ? ', ' : '、');
  const checks = worthTelling(step.checks);
  return [
    `${step.n}. ${step.isAttackers ? `[${word('attacker')}] ` : ''}${step.sentence}`,
    ...rows.map((row) => `   - ${rowText(row, lang)}`),
    ...(checks.length > 0
      ? [`   ${word('checks')}: ${checks.map((c) => checkText(c, lang)).join('; ')}`]
      : []),
    `   ${word('knows')}: ${list(step.knows) || word('nothing')}`,
  ];
}

const head = (d: Pick<SequenceDiagram, 'title' | 'subtitle'>): readonly string[] => [
  d.title,
  ...d.subtitle,
  '',
];

const bodyOf = (d: SequenceDiagram): readonly string[] => [
  ...d.steps.flatMap((step) =>
    stepText(
      step,
      d.rows.filter((r) => r.step === step.n),
      d.lang,
    ),
  ),
  // A run may stop at a step that was not even tried.
  ...d.rows
    .filter((r) => !d.steps.some((s) => s.n === r.step))
    .map((r) => `${r.step}. ${rowText(r, d.lang)}`),
];

export const sequenceText = (d: SequenceDiagram): string => `${[...head(d), ...bodyOf(d)].join('\n')}\n`;

export function twinText(d: TwinDiagram): string {
  const word = wordIn(d.lang);
  return `${[
    ...head(d),
    `${word('diverges')} (${word('step')} ${d.divergesAt}): ${d.cause}`,
    '',
    `A. ${d.left.title}`,
    ...bodyOf(d.left),
    '',
    `B. ${d.right.title}`,
    ...bodyOf(d.right),
  ].join('\n')}\n`;
}
