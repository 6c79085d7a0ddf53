// The bounds that verdicts on a profile hold within, in lines.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { ScenarioResult } from '../../attacks/paths.js';
import type { Scenario } from '../../model/scenario.js';
import { builtIn, fullScenarioText } from '../../properties/drawings/scenarioText.js';
import { type Lang, pick, type Text } from '../i18n.js';
import { nameOfAttacker } from '../../properties/profiles/attackers.js';
import type { Ground } from '../../properties/verdicts/ground.js';
import { leftOutText } from './words.js';

const say = {
  attackerHas: { en: 'the attacker has at most:', ja: '攻撃者の能力は次に限る:' },
  noCapability: { en: 'no capability', ja: '能力なし' },
  notSearched: { en: 'NOT searched', ja: '探索していない' },
  lists: { en: 'sekisho paths --json lists them', ja: '一覧は sekisho paths --json' },
  all: { en: 'all', ja: 'すべて' },
  goalsAlone: { en: '; goals alone', ja: '目的のみ（脅威は区別しない）；' },
  besides: {
    en: 'attacks were found besides in a world that is not exhausted here:',
    ja: 'このほか、ここでは完全に探索していない次の世界でも攻撃が見つかっている:',
  },
  changes: { en: 'outside the model, may change a verdict:', ja: 'モデルの対象外で、判定を変えうる:' },
  exhausted: { en: 'exhausted', ja: '完全に探索済み' },
  notExhausted: { en: 'NOT exhausted', ja: '探索は未完了' },
} as const satisfies Record<string, Text>;

interface Bound {
  /** Of the search; null: what holds of all of them. */
  readonly name: string | null;
  readonly text: string;
}

function attackerText(has: ReadonlySet<CapabilityId>, lang: Lang): string {
  const name = nameOfAttacker(has);
  const all = [...has].join(', ') || pick(say.noCapability, lang);
  return name === null ? all : `${name} (${all})`;
}

/** What a profile's verdicts hold within: what its attacker may have, each search, and where the rest is told. */
export const boundsOf = (ground: Ground, lang: Lang): readonly Bound[] => [
  ...(ground.profile.attacker === null
    ? []
    : [
        {
          name: null,
          text: `${pick(say.attackerHas, lang)} ${attackerText(ground.profile.attacker, lang)}`,
        },
      ]),
  ...ground.worlds.map((w) => ({ name: w.name, text: searchText(w, lang) })),
  ...ground.leftOut.map((l) => ({ name: l.world.name, text: leftOutText(l, lang) })),
  ...ground.notSearched.map((s) => ({ name: s.name, text: pick(say.notSearched, lang) })),
  ...besides(ground, lang),
  ...outside(ground, lang),
  { name: null, text: pick(builtIn, lang) },
];

/** Worlds in which attacks were found, of which nothing else is said: their searches ended early, or fix a setting otherwise. */
function besides({ worlds, feasible }: Ground, lang: Lang): readonly Bound[] {
  const text = (s: Scenario) => fullScenarioText(s, lang);
  const named = new Set(worlds.map(({ scenario }) => text(scenario)));
  const others = [...new Set(feasible.map(({ path }) => text(path.scenario)))].filter((s) => !named.has(s));
  return others.map((other) => ({ name: null, text: `${pick(say.besides, lang)} ${other}` }));
}

/** How many demands of the profile's document are not in the model, and those that may change a verdict. */
function outside({ profile: { name, unmodelled = [] } }: Ground, lang: Lang): readonly Bound[] {
  if (unmodelled.length === 0) return [];
  const n = unmodelled.length;
  const count =
    lang === 'en'
      ? `${n} ${n === 1 ? 'demand' : 'demands'} of the document of ${name} ${n === 1 ? 'lies' : 'lie'} outside the model`
      : `${name} の文書の要求のうち${n}件はモデルの対象外`;
  const where = lang === 'en' ? ' (all of them: --json)' : '（全件は --json）';
  const changing = unmodelled.filter(({ mayChange }) => mayChange.length > 0);
  const lines = new Set(changing.map(({ text, reason }) => `${pick(text, lang)} — ${pick(reason, lang)}`));
  return [
    { name: null, text: count + where },
    ...[...lines].map((line) => ({ name: null, text: `${pick(say.changes, lang)} ${line}` })),
  ];
}

/** The same, one line for each. */
export const boundsLines = (ground: Ground, lang: Lang): readonly string[] =>
  boundsOf(ground, lang).map(({ name, text }) => (name === null ? text : `${name}: ${text}`));

function searchText(
  { scenario, maxCapabilities, allowed, complete, goals, threats }: ScenarioResult,
  lang: Lang,
): string {
  const listed = allowed === null ? '' : allowed.length > 6 ? pick(say.lists, lang) : allowed.join(', ');
  const among = allowed === null ? pick(say.all, lang) : `${allowed.length}`;
  const exhausted = pick(complete ? say.exhausted : say.notExhausted, lang);
  return lang === 'en'
    ? `${fullScenarioText(scenario, lang)}; ${maxCapabilities === null ? 'any number of' : `at most ${maxCapabilities}`} capabilities of ${among}${listed === '' ? '' : ` (${listed})`}${goals === null ? '' : `; only ${goals.join(', ')}`}${threats ? '' : pick(say.goalsAlone, lang)}; ${exhausted}`
    : `${fullScenarioText(scenario, lang)}；同時に持つ能力は${among}${listed === '' ? '' : `（${listed}）`}のうち${maxCapabilities === null ? 'いくつでも' : `${maxCapabilities}個まで`}；${goals === null ? '' : `${goals.join('、')}のみ；`}${threats ? '' : pick(say.goalsAlone, lang)}${exhausted}`;
}

/**
 * Bounds of several profiles, each said once.
 * @returns for each bound whose profiles it is of; null: all of them
 */
export function boundsTogether(
  grounds: readonly Ground[],
  lang: Lang,
): readonly { readonly text: string; readonly of: readonly string[] | null }[] {
  const all = new Map<string, Set<string>>();
  for (const ground of grounds)
    for (const { text } of boundsOf(ground, lang)) {
      const of = all.get(text) ?? new Set();
      all.set(text, of.add(ground.profile.name));
    }
  return [...all].map(([text, of]) => ({ text, of: of.size === grounds.length ? null : [...of] }));
}

/** The same, one line for each. */
export const boundsTogetherLines = (grounds: readonly Ground[], lang: Lang): readonly string[] =>
  boundsTogether(grounds, lang).map(({ text, of }) => (of === null ? text : `${text} (${of.join(', ')})`));
