// The page on reported faults: what is answered of each, and what is missing where that is not what it should be.

import { counted } from '../properties/drawings/counted.js';
import type { Difference, How } from '../properties/cases/case.js';
import type { JudgedCase, JudgedVariant } from '../properties/cases/judged.js';
import type { Lang } from './i18n.js';

export function casesPage(judged: readonly JudgedCase[], lang: Lang): string {
  const t = told[lang];
  const all = judged.flatMap(({ variants }) => variants);
  const as = (how: How) => all.filter((v) => isWrong(v) && v.variant.differs?.how === how).length;
  const right = all.filter((v) => !isWrong(v));
  const byOther = right.filter(({ variant }) => variant.differs !== undefined).length;
  return [
    `# ${t.title}`,
    '',
    t.made,
    '',
    t.summary(judged.length, all.length, right.length, byOther),
    '',
    ...(['cannotBeSaid', 'notMet', 'disputed'] as const).map((how) => `- ${t.how[how]}: ${as(how)}`),
    '',
    ...judged.flatMap(({ of, variants }) => [
      `## ${of.id}`,
      '',
      `${of.fault[lang]} ${t.source}: ${of.source}.`,
      '',
      `- ${t.now}: ${variants.map((v) => answerText(v, lang)).join('; ')}.`,
      ...differencesOf(variants).map(
        ({ ids, differs }) => `- ${t.how[differs.how]} (${ids.join(', ')}): ${differs.why[lang]}`,
      ),
      '',
    ]),
  ].join('\n');
}

/** Whether an answer is not the one that is expected. */
const isWrong = ({ verdict, variant }: JudgedVariant): boolean => verdict !== variant.expected;

function answerText(judged: JudgedVariant, lang: Lang): string {
  const t = told[lang];
  const { variant, verdict, attack } = judged;
  const steps = attack === null ? '' : ` (${attack.goal}, ${t.steps(attack.steps.length)})`;
  const wrong = isWrong(judged) ? `, ${t.instead(t.verdicts[variant.expected])}` : '';
  return `${variant.id} **${t.verdicts[verdict]}**${steps}${wrong}`;
}

/** The differences of a case, variants of which the same is said together. */
function differencesOf(variants: readonly JudgedVariant[]) {
  const byText = new Map<string, { readonly ids: string[]; readonly differs: Difference }>();
  for (const { variant } of variants) {
    if (variant.differs === undefined) continue;
    const known = byText.get(variant.differs.why.en);
    if (known === undefined)
      byText.set(variant.differs.why.en, { ids: [variant.id], differs: variant.differs });
    else known.ids.push(variant.id);
  }
  return [...byText.values()];
}

const told = {
  en: {
    title: 'Reported faults',
    made: 'Made by `sekisho cases --out docs/results/cases.md`. Do not edit. Faults of OAuth deployments that were reported in public, as settings with the fault and without it. Each is asked of the search, with an attacker of exactly the capabilities that the report takes for granted. "None" is within the default bounds of `sekisho search`, or those of the setting. Every attack was replayed. `properties/cases` has the settings.',
    summary: (cases: number, all: number, right: number, byOther: number) =>
      `${cases} faults, ${all} settings: ${right} are answered as they should be, ${byOther} of them for another reason or beside a setting that cannot be said. The other ${all - right}:`,
    how: {
      cannotBeSaid: 'The model cannot say it',
      notMet: 'The model lacks a rule or a choice of the attacker',
      disputed: 'The expectation is disputed',
    },
    source: 'Source',
    now: 'Now',
    steps: (n: number) => counted(n, 'step'),
    instead: (expected: string) => `should be ${expected}`,
    verdicts: { attack: 'attack', none: 'none', vacuous: 'vacuous', inconclusive: 'inconclusive' },
  },
  ja: {
    title: '報告された欠陥',
    made: '`sekisho cases --lang ja --out FILE` で生成。編集しないこと。公に報告されたOAuthの運用上の欠陥を、欠陥のある設定とない設定にし、報告が前提とする能力だけを持つ攻撃者について探索に問う。「なし」は `sekisho search` の既定の範囲内、または設定ごとの範囲内でのこと。攻撃はすべて状態機械で再現した。設定は `properties/cases` にある。',
    summary: (cases: number, all: number, right: number, byOther: number) =>
      `欠陥${cases}件、設定${all}件。正しく答えるのは${right}件で、うち${byOther}件は別の理由によるか、対になる設定を表せない。残る${all - right}件:`,
    how: {
      cannotBeSaid: 'モデルでは表せない',
      notMet: '規則または攻撃者の手が足りない',
      disputed: '期待に異議がある',
    },
    source: '出典',
    now: '現在',
    steps: (n: number) => `${n} ステップ`,
    instead: (expected: string) => `正しくは${expected}`,
    verdicts: { attack: '攻撃あり', none: 'なし', vacuous: '無意味', inconclusive: '判定不能' },
  },
} as const;
