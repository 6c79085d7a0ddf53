// Additions in words: who makes each, at which message, and whom it stops.

import { bitsOf } from '../../../attacks/search/conditions.js';
import { type Measure, measures } from '../../../model/measures.js';
import { type Switch, type SwitchId, switches } from '../../../model/switches.js';
import { type Closable, stoppedBy } from '../../../properties/verdicts/closable.js';
import type { Ground } from '../../../properties/verdicts/ground.js';
import { idOf, type Target } from '../../../properties/verdicts/judge.js';
import { effortOf, riskOf, type Weights } from '../../../properties/verdicts/weights.js';
import { type Lang, messageName, pick, type Text } from '../../i18n.js';
import { partyWords, targetText } from '../words.js';
import { setText } from './pack.js';

const words = {
  makers: {
    fi: { en: 'the bank', ja: '金融機関' },
    tpp: { en: 'the intermediary that runs the client', ja: '電子決済等代行業者（クライアント）' },
    ro: { en: 'the owner', ja: '利用者' },
  },
  everywhere: { en: 'at no message in particular', ja: '特定の電文によらない' },
  withOthers: {
    en: 'it stops nobody alone; the set needs it against attacks that the others would leave or open',
    ja: '単独で止める攻撃者はないが、組合せの他の項目が残すまたは開く攻撃に対して必要である',
  },
  what: { en: 'What each addition is:', ja: '追加する項目の内容:' },
  remain: {
    en: 'Not all can be closed. Whatever is added, these still get there, and whoever has more:',
    ja: 'すべては防げない。何を追加しても次の攻撃者（およびそれ以上の能力を持つ者）は到達できる:',
  },
  part: { en: 'Everybody else is shut out by', ja: 'そのほかの攻撃者をすべて締め出す追加' },
  partNone: {
    en: 'Nobody else gets there: there is nothing more to close.',
    ja: 'ほかに到達できる者はない。',
  },
  noPart: {
    en: 'No additions within 12 close the rest, as far as sets were looked for.',
    ja: '残りも、12件以内の追加では防げない（調べた範囲）。',
  },
  checked: { en: 'searched against every attacker asked about', ja: '対象の攻撃者すべてに対して探索済み' },
  unchecked: {
    en: 'closes every path found; not searched against every attacker (--check)',
    ja: '見つかった経路はすべて断つが、すべての攻撃者に対しては探索していない（--check）',
  },
} as const;
const text = (t: Text, lang: Lang): string => pick(t, lang);

const both = (items: readonly string[], lang: Lang): string => items.join(lang === 'en' ? ' and ' : 'と');
const list = (items: readonly string[], lang: Lang): string => items.join(lang === 'en' ? ', ' : '、');
const shown = 3;

/** Whom an addition alone stops, of each target. */
function stopsText(ground: Ground, targets: readonly Target[], on: bigint, lang: Lang): string {
  const parts = targets.flatMap((target) => {
    const stopped = stoppedBy(ground, target, on);
    if (stopped.length === 0) return [];
    const named = stopped.slice(0, shown).map((a) => setText(a.capabilities, lang));
    const more = stopped.length > shown ? ` +${stopped.length - shown}` : '';
    return [`${idOf(target)}: ${list(named, lang)}${more}`];
  });
  return parts.length === 0
    ? text(words.withOthers, lang)
    : `${lang === 'en' ? 'it stops ways of' : '次の攻撃者の経路を止める:'} ${parts.join('; ')}`;
}

function additionText(id: string, ground: Ground, targets: readonly Target[], lang: Lang): string {
  const measure = (measures as readonly Measure[]).find((m) => m.id === id);
  const ids: readonly SwitchId[] = measure?.switches ?? [id as SwitchId];
  const added = (switches as readonly Switch[]).filter(
    (s) => ids.includes(s.id as SwitchId) && (bitsOf([s.id as SwitchId]) & ground.on) === 0n,
  );
  const numberOf = (m: string) => Number(m.slice(1));
  const messages = [...new Set(added.flatMap((s) => s.messages))]
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((m) => `${m} ${messageName(m, lang)}`);
  const at = messages.length === 0 ? text(words.everywhere, lang) : list(messages, lang);
  const who = measure
    ? both(
        measure.by.map((by) => text(words.makers[by], lang)),
        lang,
      )
    : both([...new Set(added.map((s) => text(partyWords[s.party], lang)))], lang);
  const what = list(
    added.map((s) => pick(s.name, lang)),
    lang,
  );
  const name = measure ? `${id} ${pick(measure.name, lang)}` : id;
  const stops = stopsText(ground, targets, bitsOf(ids), lang);
  return lang === 'en'
    ? `  ${name}: done by ${who}, at ${at}: ${what}; ${stops}.`
    : `  ${name}: 実施者は${who}、対象は${at}: ${what}。${stops}。`;
}

/** A sentence for each addition of a set. */
export const additionLines = (
  ids: readonly string[],
  ground: Ground,
  targets: readonly Target[],
  lang: Lang,
): readonly string[] =>
  ids.length === 0
    ? []
    : [text(words.what, lang), ...ids.map((id) => additionText(id, ground, targets, lang))];

/** What cannot be closed, and what closes the rest. */
export function closableLines(
  { remaining, sets }: Closable,
  ground: Ground,
  targets: readonly Target[],
  lang: Lang,
  weights: Weights | null,
): readonly string[] {
  const score = (r: Closable['remaining'][number]) =>
    weights === null
      ? 0
      : riskOf(weights, r.target, { attackers: r.attackers.map((a) => ({ ...a, depends: false })) })!.score;
  const inOrder = remaining.toSorted((a, b) => score(b) - score(a));
  const lines = [
    text(words.remain, lang),
    ...inOrder.map(({ target, attackers }) => {
      const sorted =
        weights === null
          ? attackers
          : attackers.toSorted((a, b) => effortOf(weights, a) - effortOf(weights, b));
      return `  ${targetText(target, lang)}: ${list(
        sorted.map((a) => setText(a.capabilities, lang)),
        lang,
      )}`;
    }),
  ];
  const [first, ...others] = sets;
  if (first === undefined) return [...lines, text(words.noPart, lang)];
  if (first.ids.length === 0) return [...lines, text(words.partNone, lang)];
  lines.push(
    `${text(words.part, lang)}: ${first.ids.join(' + ')} (${text(first.holds ? words.checked : words.unchecked, lang)})`,
    ...others.slice(0, shown).map((s) => `  ${lang === 'en' ? 'or' : 'または'} ${s.ids.join(' + ')}`),
    ...additionLines(first.ids, ground, targets, lang),
  );
  return lines;
}
