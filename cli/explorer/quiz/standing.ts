// What a question's configuration is, told so that nobody has to look it up: measures in force, attacker, world.

import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { bitsOf, idsOf } from '../../../attacks/search/conditions.js';
import { type Measure, measures } from '../../../model/measures.js';
import type { Scenario } from '../../../model/scenario.js';
import type { SwitchId } from '../../../model/switches.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { boundsLines } from '../../profiles/bounds.js';
import { capabilitiesIn } from '../bits.js';
import { anyAttacker, environmentSwitches, forceOf, looseSwitches } from '../configuration.js';
import type { Decisions } from '../decide.js';
import { startOf } from './premise.js';
import type { Question } from './question.js';
import { nameText, quizWords } from './words.js';

export interface Standing {
  readonly label: string;
  readonly text: string;
}

const listed = (ids: readonly string[], lang: Lang): string =>
  ids.length === 0
    ? pick(quizWords.none, lang)
    : ids.map((id) => nameText(id, lang)).join(lang === 'en' ? '; ' : '、');

/** Everything that is to be known of the configuration, in lines. */
export function standingOf(decisions: Decisions, question: Question, lang: Lang): readonly Standing[] {
  const { configuration } = question;
  const say = (word: keyof typeof quizWords) => pick(quizWords[word], lang);
  const all = measures as readonly Measure[];
  const inForce = (force: string) => all.filter((m) => forceOf(configuration, m) === force);
  const on = new Set<string>(idsOf(configuration.on));
  const partly = inForce('part').flatMap((m) => m.switches.filter((id) => on.has(id)));
  const loose = looseSwitches.map(({ id }) => id).filter((id) => on.has(id));
  const missing = environmentSwitches.map(({ id }) => id).filter((id) => !on.has(id));
  const line = (word: keyof typeof quizWords, ids: readonly SwitchId[]) =>
    ids.length === 0 ? [] : [{ label: say(word), text: listed(ids, lang) }];
  return [
    { label: say('configuration'), text: changeText(decisions, question, lang) },
    {
      label: say('measuresOn'),
      text: listed(
        inForce('whole').map(({ id }) => id),
        lang,
      ),
    },
    ...line('partly', partly),
    ...line('alsoOn', loose),
    ...line('takenForGranted', missing),
    { label: say('attacker'), text: attackerText(question, lang) },
    { label: say('world'), text: worldText(decisions, question, lang) },
  ];
}

/** The profile, and what is otherwise than in it. */
function changeText(decisions: Decisions, { preset, configuration }: Question, lang: Lang): string {
  const own = decisions.book.presets.find(({ name }) => name === preset);
  const start = own && startOf(decisions, own);
  if (own === undefined || start === null || start === undefined) return preset;
  const differing = (more: bigint) =>
    (measures as readonly Measure[]).filter((m) => (bitsOf(m.switches) & more) !== 0n).map(({ id }) => id);
  const added = differing(configuration.on & ~start.on).join(', ');
  const left = differing(start.on & ~configuration.on).join(', ');
  const parts =
    lang === 'en'
      ? [
          ...(own.unknown.size > 0 ? ['what it leaves open is not done'] : []),
          ...(added === '' ? [] : [`with ${added}`]),
          ...(left === '' ? [] : [`without ${left}`]),
        ]
      : [
          ...(own.unknown.size > 0 ? ['未定の項目は実施しない'] : []),
          ...(added === '' ? [] : [`${added}を追加`]),
          ...(left === '' ? [] : [`${left}を除外`]),
        ];
  const between = lang === 'en' ? ', ' : '、';
  return [preset, ...parts].join(between);
}

function attackerText({ configuration: { attacker } }: Question, lang: Lang): string {
  if (attacker === anyAttacker) return pick(quizWords.anyAttacker, lang);
  const able = capabilitiesIn(attacker).map((id) => {
    const { name } = capabilities.find((c) => c.id === id)!;
    return `${id} ${pick(name, lang)}`;
  });
  return able.length === 0
    ? pick(quizWords.ordinary, lang)
    : `${pick(quizWords.can, lang)} ${able.join(lang === 'en' ? '; ' : '、')}`;
}

const settings: {
  readonly [K in 'client' | 'orders' | 'refresh' | 'jointAccounts']: (v: Scenario[K]) => Text;
} = {
  client: (v) =>
    ({
      'server-app': { en: 'app on a server', ja: 'サーバアプリ' },
      'server-app+access-app': {
        en: 'app on a server with an app on the terminal',
        ja: 'サーバアプリと端末のアプリ',
      },
      'native-app': { en: 'app on the terminal', ja: 'ネイティブアプリ' },
    })[v],
  orders: (v) =>
    v === 'granted'
      ? { en: 'orders as granted', ja: '認可時の指図' }
      : { en: 'orders as requested', ja: 'リクエスト時の指図' },
  refresh: (v) =>
    v
      ? { en: 'refresh tokens issued', ja: 'リフレッシュトークンあり' }
      : { en: 'no refresh tokens', ja: 'リフレッシュトークンなし' },
  jointAccounts: (v) =>
    v
      ? { en: 'contents can be synchronised', ja: '同期機能あり' }
      : { en: 'no synchronising', ja: '同期機能なし' },
};

/** The kinds of world that the verdict is over; where there are several, a path of any of them counts. */
function worldText(decisions: Decisions, { configuration }: Question, lang: Lang): string {
  const { worlds } = decisions.groundOf(configuration);
  const of = <K extends keyof typeof settings>(key: K): string => {
    const values = [...new Set(worlds.map((w) => w.scenario[key]))];
    return values.map((v) => pick(settings[key](v), lang)).join(' / ');
  };
  const told = [of('client'), of('orders'), of('refresh'), of('jointAccounts')];
  const text = told.join(lang === 'en' ? '; ' : '、');
  return told.some((t) => t.includes(' / ')) ? `${text} ${pick(quizWords.anyOfThem, lang)}` : text;
}

/** One line for each search that some question's verdicts hold within. Attackers are told with the questions. */
export const boundsOf = (
  decisions: Decisions,
  questions: readonly Question[],
  lang: Lang,
): readonly string[] => [
  ...new Set(
    questions.flatMap(({ configuration }) =>
      boundsLines(decisions.groundOf({ ...configuration, attacker: anyAttacker }), lang),
    ),
  ),
];
