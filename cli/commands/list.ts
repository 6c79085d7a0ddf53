import { type Command, Option } from 'commander';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { type Remark, threats, type Threat } from '../../attacks/catalogue/paper.js';
import { namedAttackers } from '../../attacks/catalogue/namedAttackers.js';
import { goals } from '../../attacks/goals.js';
import { type Measure, measures } from '../../model/measures.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { EXIT, unknown } from '../errors.js';
import { clientKinds } from '../../properties/drawings/scenarioText.js';
import { entityName, type Lang, langs, pick, type Text } from '../i18n.js';
import { efforts, impacts, numberOf } from '../../properties/verdicts/opinions.js';
import { shippedProfiles } from '../../properties/profiles/shipped/index.js';
import { appendixRows } from '../../properties/profiles/shipped/documents/appendixRows.js';
import { becomesText } from '../../properties/profiles/shipped/documents/appendixText.js';
import { json, print, table } from '../output.js';
import { begin } from './names.js';

const opinions = [
  ...Object.entries(efforts).map(([id, o]) => ({ kind: 'effort', id, ...o })),
  ...Object.entries(impacts).map(([id, o]) => ({ kind: 'impact', id, ...o })),
];

interface Listing {
  readonly head: readonly Text[];
  readonly rows: (lang: Lang) => (string | number)[][];
  readonly data: readonly object[];
}

const alternatives = (claims: readonly (readonly string[])[], lang: Lang): string =>
  claims.map((together) => together.join(' + ')).join(lang === 'en' ? ' or ' : ' または ');

const subjects: Readonly<Record<Remark['about'], Text>> = {
  refresh: { en: 'refresh tokens', ja: 'リフレッシュトークン' },
  'refresh-by-privilege': {
    en: 'refresh tokens, with privilege',
    ja: 'リフレッシュトークン（権限がある場合）',
  },
};
/** What is said besides the claims, the alternatives about one subject together. */
const remarksOf = ({ remarks = [] }: Threat, lang: Lang): readonly string[] =>
  (Object.keys(subjects) as Remark['about'][]).flatMap((about) => {
    const said = remarks.filter((r) => r.about === about).map(({ measures: ids }) => ids);
    return said.length === 0 ? [] : [`${pick(subjects[about], lang)}: ${alternatives(said, lang)}`];
  });

const claimsOf = (t: Threat, lang: Lang): string =>
  [
    alternatives(t.claims, lang),
    ...remarksOf(t, lang),
    ...(t.claimsNativeApp
      ? [`${pick(clientKinds['native-app'], lang)}: ${alternatives(t.claimsNativeApp, lang)}`]
      : []),
  ].join('\n');

const bases = {
  derived: { en: 'derived', ja: '導出' },
  assumed: { en: 'assumed', ja: '仮定' },
} as const;
const kinds = {
  end: { en: 'end', ja: '最終目的' },
  stage: { en: 'stage', ja: '途中段階' },
  honest: { en: 'honest', ja: '正規' },
} as const;
const titles: Readonly<Record<string, Text>> = {
  switches: { en: 'switches', ja: 'スイッチ' },
  measures: { en: 'measures', ja: '対策' },
  goals: { en: 'goals', ja: '目的' },
  capabilities: { en: 'capabilities', ja: '能力' },
  attackers: { en: 'attackers', ja: '攻撃者' },
  profiles: { en: 'profiles', ja: 'プロファイル' },
  threats: { en: 'threats', ja: '脅威' },
};
const inNone = { en: 'in no measure', ja: 'どの対策にも含まれない' };
const takenForGranted = { en: 'taken for granted', ja: '前提' };
/** The measures that a switch is part of. */
const bundling = (id: SwitchId): readonly string[] =>
  (measures as readonly Measure[]).filter((m) => m.switches.includes(id)).map((m) => m.id);

const listings: Readonly<Record<string, Listing>> = {
  switches: {
    head: [
      { en: 'switch and its measure', ja: 'スイッチと対策' },
      { en: 'party', ja: '当事者' },
      { en: 'basis', ja: '根拠' },
      { en: 'what it does', ja: '内容' },
      { en: 'source', ja: '出典' },
    ],
    rows: (lang) =>
      switches.map((s) => [
        `${s.id}\n  ${bundling(s.id).join(' ') || pick(s.environment ? takenForGranted : inNone, lang)}`,
        lang === 'en' ? s.party : s.party === 'allParties' ? '全当事者' : entityName(s.party, lang),
        pick(bases[s.basis], lang),
        pick(s.name, lang),
        s.source,
      ]),
    data: switches.map((s) => ({ ...s, measures: bundling(s.id) })),
  },
  measures: {
    head: [
      { en: 'measure', ja: '対策' },
      { en: 'name', ja: '名前' },
      { en: 'switches', ja: 'スイッチ' },
    ],
    rows: (lang) =>
      (measures as readonly Measure[]).map((m) => [m.id, pick(m.name, lang), m.switches.join(' ')]),
    data: measures,
  },
  goals: {
    head: [
      { en: 'goal', ja: '目的' },
      { en: 'kind', ja: '種類' },
      { en: 'name', ja: '名前' },
    ],
    rows: (lang) => goals.map((g) => [g.id, pick(kinds[g.kind], lang), pick(g.name, lang)]),
    data: goals,
  },
  capabilities: {
    head: [
      { en: 'capability', ja: '能力' },
      { en: 'what the attacker can do', ja: '攻撃者にできること' },
      { en: 'source', ja: '出典' },
    ],
    rows: (lang) => capabilities.map((c) => [c.id, pick(c.name, lang), c.source]),
    data: capabilities,
  },
  attackers: {
    head: [
      { en: 'attacker', ja: '攻撃者' },
      { en: 'name', ja: '名前' },
      { en: 'capabilities', ja: '能力' },
      { en: 'source', ja: '出典' },
    ],
    rows: (lang) => namedAttackers.map((a) => [a.id, pick(a.name, lang), a.capabilities.join(' '), a.source]),
    data: namedAttackers,
  },
  weights: {
    head: [
      { en: 'of', ja: '対象' },
      { en: 'level (an opinion)', ja: '水準（一つの見方）' },
      { en: 'why', ja: '理由' },
    ],
    rows: (lang) =>
      opinions.map(({ id, kind, level, why }) => [
        `${kind} ${id}`,
        `${level} (${numberOf[level]})`,
        pick(why, lang),
      ]),
    data: opinions,
  },
  profiles: {
    head: [
      { en: 'profile', ja: 'プロファイル' },
      { en: 'on', ja: 'オン' },
      { en: 'unknown', ja: '不明' },
      { en: 'description', ja: '説明' },
    ],
    rows: (lang) =>
      shippedProfiles.map((p) => [p.name, p.on.size, p.unknown.size, pick(p.description, lang)]),
    data: shippedProfiles,
  },
  appendix: {
    head: [
      { en: 'section', ja: '節' },
      { en: 'what the survey reports of FAPI', ja: '論文が挙げるFAPIの要求' },
      { en: 'becomes', ja: 'このモデルでは' },
    ],
    rows: (lang) =>
      appendixRows.map(({ section, text, becomes }) => [
        section,
        pick(text, lang),
        becomes.map((one) => becomesText(one, lang)).join('; '),
      ]),
    data: appendixRows,
  },
  threats: {
    head: [
      { en: 'threat', ja: '脅威' },
      { en: 'name', ja: '名前' },
      { en: 'claimed against it', ja: '論文が挙げる対策' },
    ],
    rows: (lang) => (threats as readonly Threat[]).map((t) => [t.id, pick(t.name, lang), claimsOf(t, lang)]),
    data: threats,
  },
};

export function register(program: Command): void {
  begin(program, 'list')
    .argument('[what]', `one of ${Object.keys(listings).join(', ')}; all of them if left out`)
    .option('--json', 'print JSON')
    .addOption(new Option('--lang <lang>', 'language of the names').choices([...langs]).default('en'))
    .action((what: string | undefined, options: { json?: boolean; lang: Lang }) => {
      if (what !== undefined && !Object.hasOwn(listings, what))
        throw unknown('list', what, Object.keys(listings), EXIT.usage);
      if (options.json) {
        const all = Object.fromEntries(Object.entries(listings).map(([name, { data }]) => [name, data]));
        json(what === undefined ? all : all[what]);
        return;
      }
      const show = ({ head, rows }: Listing) =>
        table(
          head.map((word) => pick(word, options.lang)),
          rows(options.lang),
        );
      print(
        what === undefined
          ? Object.entries(listings)
              .map(
                ([name, listing]) =>
                  `${options.lang === 'en' ? name.toUpperCase() : pick(titles[name]!, 'ja')}\n\n${show(listing)}`,
              )
              .join('\n\n')
          : show(listings[what]!),
      );
    });
}
