// What renderers are given, and the sentences that several of them share.

import { counted } from '../../../properties/drawings/counted.js';
import { idsOf } from '../../../attacks/search/conditions.js';
import { switches } from '../../../model/switches.js';
import { plain } from '../../plain.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { conditionText, moveText } from '../../pathText.js';
import type { Cell, Comparison, Difference } from '../../../properties/verdicts/compare.js';
import type { Unmet } from '../../../properties/verdicts/expect.js';
import type { Weights } from '../../../properties/verdicts/weights.js';
import { acceptedFaultText } from './acceptText.js';
import { type CellName, type Gates, tripped } from '../../../properties/verdicts/gates.js';
import { idOf, type Target, type Verdict } from '../../../properties/verdicts/judge.js';
import type { Reacher } from '../../../properties/verdicts/rungs.js';
import type { Drift, Moved } from '../../../properties/verdicts/lock.js';
import { anyone, assumptionNote, partyWords, reasonText, unmodelledNote, verdictText } from '../words.js';
import type { Witness } from '../../../properties/verdicts/witness.js';

export interface Told {
  readonly comparison: Comparison;
  readonly gates: Gates;
  readonly lang: Lang;
  /** For each profile, the name or path that was given. */
  readonly files: readonly string[];
  /** By which the comparison is ranked, if it is. */
  readonly weights?: Weights | null;
  /** Only what differs between the profiles. */
  readonly onlyChanges?: boolean;
  /** Every attacker, and the steps of attacks that are newly admitted. */
  readonly details?: boolean;
}

export const say = {
  goalsBy: { en: 'goals', ja: '目的' },
  threatsBy: { en: 'threats', ja: '脅威' },
  compared: { en: 'compared with', ja: '比較元' },
  by: { en: 'by', ja: '攻撃者の能力' },
  anyone,
  stoppedBy: { en: 'stopped by', ja: 'これを防ぐ項目' },
  attackers: {
    en: 'Who reaches it, the weakest first:',
    ja: '到達できる攻撃者（能力の少ない順）:',
  },
  dependsOn: { en: 'depends on', ja: '次の未定項目による' },
  ask: { en: 'ask', ja: '確認先' },
  bounds: {
    en: 'Bounds (nothing is said beyond them; of all profiles, if none is named):',
    ja: '探索範囲（範囲外については何も言えない。名のないものは全プロファイルに共通）:',
  },
  replayed: {
    en: 'Every attack that is reported was replayed, step by step, in the configuration of its cell.',
    ja: '示した攻撃はすべて、その欄の構成で一手ずつ再実行して確認した。',
  },
  noneMoved: { en: 'lock: no verdict has moved', ja: 'ロック: 判定の変化なし' },
  moved: { en: 'lock: not as it was:', ja: 'ロック: 以前と異なる:' },
} as const satisfies Record<string, Text>;

export const attackerText = ({ path }: Pick<Witness, 'path'>, lang: Lang): string =>
  path.capabilities.join(' + ') || pick(say.anyone, lang);

/** Attackers named before "and so many more". */
const namedAttackers = 3;

/** Who reaches it: the weakest attackers first, with their steps. Empty if nobody was found. */
export function attackersText({ attackers }: Cell, lang: Lang, most = namedAttackers): string {
  const named = attackers
    .slice(0, most)
    .map(({ capabilities, steps }) =>
      lang === 'en'
        ? `${capabilities.join(' + ') || pick(say.anyone, lang)} (${counted(steps, 'step')})`
        : `${capabilities.join(' + ') || pick(say.anyone, lang)}（${steps}手）`,
    );
  if (named.length === 0) return '';
  const more = attackers.length - named.length;
  const rest = more === 0 ? '' : lang === 'en' ? `, ${more} more` : `、ほか${more}`;
  return `${pick(say.by, lang)} ${named.join(lang === 'en' ? ', ' : '、')}${rest}`;
}

/** The steps of a witness, one a line. */
export const stepsOf = (w: Witness): readonly string[] =>
  w.attack.steps.map((s) => `${s.n}. ${moveText(`${s.actor}.${s.action} ${JSON.stringify(s.choice)}`)}`);

export function dependsText(cell: Cell, lang: Lang): string {
  return cell.dependsOn
    .map((d) => {
      const party = switches.find(({ id }) => id === d.switch)!.party;
      return `\`${d.switch}\` (on: ${verdictText(d.ifOn, lang)}, off: ${verdictText(d.ifOff, lang)}; ${pick(say.ask, lang)}: ${pick(partyWords[party], lang)})`;
    })
    .join('; ');
}

export function differenceText(d: Difference, lang: Lang): string {
  const witness = d.change === 'fixed' ? d.before.witness : d.after.witness;
  const parts = [
    `${idOf(d.target)}: ${verdictText(d.before.verdict, lang)} → ${verdictText(d.after.verdict, lang)}`,
  ];
  if (witness !== null)
    parts.push(`${pick(say.by, lang)} ${attackerText(witness, lang)} (${conditionText(witness.path, lang)})`);
  if (d.stoppedBy.length > 0) parts.push(`${pick(say.stoppedBy, lang)} ${d.stoppedBy.join(', ')}`);
  if (d.after.because !== null) parts.push(reasonText(d.after.because, lang));
  return parts.join('; ');
}

/** What a gate has to say, and of which cell; null: of none. The cell may be one that is not compared. */
export interface GateFault {
  readonly cell: CellName | null;
  readonly text: string;
}

/** What the gates have to say, one sentence each. */
export function gateFaults({ comparison, gates, lang }: Told): readonly GateFault[] {
  const { drift } = gates;
  return [
    ...tripped(comparison, gates).map((cell) => ({
      cell,
      text: `--fail-on ${gates.failOn}: ${cell.profile}: ${cell.target}`,
    })),
    ...gates.unmet.map((u) => ({ cell: u.expectation, text: unmetText(u, lang) })),
    ...(gates.acceptedFaults ?? []).map((f) => ({ cell: f.of, text: acceptedFaultText(f, lang) })),
    ...(drift?.cells ?? []).map((c) => ({ cell: c, text: driftedText(c, lang) })),
    ...(drift?.inputs ?? []).map((moved) => ({ cell: null, text: movedText(moved, lang) })),
    ...(drift !== null && drift.cells.length === 0 ? [{ cell: null, text: pick(say.noneMoved, lang) }] : []),
  ].map(({ cell, text }) => ({ cell, text: plain(text) }));
}
export const gateLines = (told: Told): readonly string[] => gateFaults(told).map(({ text }) => text);

export const isFaultOf =
  (profile: string, target: Target) =>
  ({ cell }: GateFault): boolean =>
    cell !== null && cell.profile === profile && cell.target === idOf(target);

function unmetText({ expectation: e, actual }: Unmet, lang: Lang): string {
  if (lang === 'en')
    return `${e.at}: expected ${e.verdict} of ${e.profile}: ${e.target}, but ${actual === null ? 'there is no such cell here' : `it is ${actual}`}`;
  const is = actual === null ? '該当する欄がない' : `判定は${verdictText(actual, lang)}`;
  return `${e.at}: ${e.profile}: ${e.target} に期待した判定は${verdictText(e.verdict, lang)}だが、${is}`;
}

function driftedText({ profile, target, was, is }: Drift['cells'][number], lang: Lang): string {
  if (lang === 'en') return `lock: ${profile}: ${target} was ${was ?? 'not there'}, is ${is ?? 'not there'}`;
  const word = (v: Verdict | null) => (v === null ? 'なし' : verdictText(v, lang));
  return `ロック: ${profile}: ${target} の判定が変化: ${word(was)} → ${word(is)}`;
}

const movedWords = {
  model: { en: 'model', ja: 'モデル' },
  goals: { en: 'goals', ja: '目的' },
  settings: { en: 'settings of', ja: '設定:' },
  bounds: { en: 'bounds of', ja: '探索範囲:' },
  'not-locked': { en: 'profile not in the lock:', ja: 'ロックにないプロファイル:' },
  'not-compared': { en: 'profile not compared:', ja: '比較していないプロファイル:' },
} as const satisfies Record<Moved['what'], Text>;
/** What the marks beside verdicts mean, if some cell has them. */
export const assumptionLines = ({ rows }: Comparison, lang: Lang): readonly string[] =>
  (
    [
      ['byAssumption', assumptionNote],
      ['mayDiffer', unmodelledNote],
    ] as const
  ).flatMap(([mark, note]) =>
    rows.some(({ cells }) => cells.some((c) => c[mark])) ? [pick(note, lang)] : [],
  );

const movedText = (moved: Moved, lang: Lang): string =>
  [
    pick(say.moved, lang),
    pick(movedWords[moved.what], lang),
    ...('profile' in moved ? [moved.profile] : []),
  ].join(' ');

const reacherData = ({ depends, ...attacker }: Reacher) => ({ ...attacker, ...(depends && { depends }) });

/** A cell as data, with what is needed to run its witness again. */
export const cellData = (cell: Cell) => ({
  verdict: cell.verdict,
  ...(cell.because !== null && { because: reasonText(cell.because, 'en') }),
  ...(cell.byAssumption && { byAssumption: true }),
  ...(cell.mayDiffer && { mayDiffer: true }),
  openPaths: cell.open,
  // `depends` is said only where it is so.
  attackers: cell.attackers.map(reacherData),
  ...(cell.rungs.length > 0 && {
    ladder: cell.rungs.map((rung) => ({ ...rung, attackers: rung.attackers.map(reacherData) })),
  }),
  ...(cell.dependsOn.length > 0 && { dependsOn: cell.dependsOn }),
  ...(cell.witness !== null && {
    witness: {
      path: cell.witness.path.id,
      goal: cell.witness.path.goal,
      capabilities: cell.witness.path.capabilities,
      absent: cell.witness.path.absent,
      present: cell.witness.path.present,
      scenario: cell.witness.path.scenario,
      on: idsOf(cell.witness.configuration),
      steps: cell.witness.attack.steps,
    },
  }),
});
