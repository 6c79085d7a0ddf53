// The guided tour: ten places to stop at in a lecture. A station says what is looked at and what to ask; what the answer
// is, the page works out like any other, so no station holds a verdict.

import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import { type MeasureId, measures } from '../../../model/measures.js';
import type { Text } from '../../i18n.js';
import type { PageState, View } from '../address.js';
import { capabilityBits } from '../bits.js';
import type { Book } from '../book.js';
import { anyAttacker, configurationOf, withMeasure } from '../configuration.js';

export interface Station {
  readonly title: Text;
  /** What to ask the class. */
  readonly ask: Text;
  readonly profile: string;
  /** Measures turned on besides. */
  readonly measures: readonly MeasureId[];
  /** What the attacker can do; null: whatever there is. */
  readonly attacker: readonly CapabilityId[] | null;
  readonly target: string;
  readonly view: View;
  /** In the view of attack and defence: the measure that the attack is held against. */
  readonly defence: MeasureId | null;
}

const station = (
  title: Text,
  ask: Text,
  at: Partial<Station> & Pick<Station, 'target' | 'view'>,
): Station => ({
  title,
  ask,
  profile: 'rfc6749-bare',
  measures: [],
  attacker: null,
  defence: null,
  ...at,
});

export const stations: readonly Station[] = [
  station(
    { en: 'The plain flow', ja: '素の認可コードフロー' },
    {
      en: 'Nobody attacks yet. Which messages pass through the browser, and which secrets are in them?',
      ja: 'まだ攻撃者はいない。ブラウザを通るのはどのメッセージで、そこにはどの秘密が含まれるか。',
    },
    { target: 'read.direct', view: 'flow', attacker: [] },
  ),
  station(
    { en: 'Somebody listens', ja: '通信の盗聴' },
    {
      en: 'The attacker reads the back channel. At which message is the secret lost, and what does TLS keep from it?',
      ja: '攻撃者はバックチャネルを盗聴する。秘密はどのメッセージで漏れるか。TLSは何を守るか。',
    },
    { target: 'read.direct', view: 'twin', attacker: ['wiretap.back'], defence: 'CM5' },
  ),
  station(
    { en: 'Redirect URIs', ja: 'リダイレクトURI' },
    {
      en: 'With TLS, the attacker only sends alice a link. Where does her code go, and who could have noticed?',
      ja: 'TLSは使われており、攻撃者はアリスにリンクを送るだけである。認可コードはどこへ届くか。気付くことができたのは誰か。',
    },
    { target: 'read.direct', view: 'twin', measures: ['CM5'], attacker: ['lure'], defence: 'CM8' },
  ),
  station(
    { en: 'PKCE', ja: 'PKCE' },
    {
      en: "The attacker reads the response in alice's browser. What does it lack to redeem the code if PKCE is used?",
      ja: '攻撃者はアリスのブラウザで認可レスポンスを読む。PKCEが使われているとき、認可コードを引き換えるには何が足りないか。',
    },
    {
      target: 'read.direct',
      view: 'twin',
      measures: ['CM5', 'CM8'],
      attacker: ['agent.read-response'],
      defence: 'CM15',
    },
  ),
  station(
    { en: 'state', ja: 'state' },
    {
      en: "Alice is led into a session that is the attacker's. Which value in the response tells the two flows apart?",
      ja: 'アリスは攻撃者のセッションに誘導される。二つのフローを区別する値は認可レスポンスのどれか。',
    },
    { target: 'session', view: 'twin', measures: ['CM5', 'CM8'], attacker: ['lure'], defence: 'CM19' },
  ),
  station(
    { en: 'Is PKCE enough without state?', ja: 'stateなしでPKCEだけで十分か' },
    {
      en: 'The same attacker and the same goal, with PKCE in place of state. Guess first; then look at the verdict and its reasons.',
      ja: '同じ攻撃者と同じ目的で、stateの代わりにPKCEを使う。まず予想し、次に判定とその理由を見る。',
    },
    { target: 'session', view: 'why', measures: ['CM5', 'CM8', 'CM15'], attacker: ['lure'] },
  ),
  station(
    { en: 'Mix-up', ja: 'ミックスアップ' },
    {
      en: "One of the client's authorization servers is the attacker's. To whom does the client send the bank's code, and why?",
      ja: 'クライアントが使う認可サーバの一つは攻撃者のものである。クライアントは銀行の認可コードを誰に送るか。それはなぜか。',
    },
    { target: 'T6', view: 'attack', measures: ['CM5'], attacker: ['own.as'] },
  ),
  station(
    { en: 'state and mix-up', ja: 'stateとミックスアップ' },
    {
      en: 'Now the client checks state. Watch what state is compared with: does the comparison fail anywhere?',
      ja: '今度はクライアントがstateを検証する。stateが何と比較されるかに注目する。一致しないところはあるか。',
    },
    { target: 'T6', view: 'attack', measures: ['CM5', 'CM19'], attacker: ['own.as'] },
  ),
  station(
    { en: 'Who speaks?', ja: '応答したのは誰か' },
    {
      en: 'The same mix-up, held against a response that names its server. At which check do the two runs part?',
      ja: '同じミックスアップを、応答したサーバを示す認可レスポンスと対比する。どの検証で二つの実行が分かれるか。',
    },
    { target: 'T6', view: 'twin', measures: ['CM5', 'CM19'], attacker: ['own.as'], defence: 'CM11' },
  ),
  station(
    { en: 'All of it', ja: 'すべての対策' },
    {
      en: 'Every measure of the survey is on, and any attacker is allowed. What is left, by whom, and what do the bounds leave out?',
      ja: '論文の対策をすべて適用し、攻撃者の能力を限定しない。誰に何が残るか。探索範囲の外にあるものは何か。',
    },
    { target: 'transfer', view: 'why', profile: 'paper-all' },
  ),
];

/** The page at a station; null: there is none of that number, or the book lacks its profile. `n` is from 1. */
export function stationState(book: Book, n: number): Partial<PageState> | null {
  const at = stations[n - 1];
  const preset = book.presets.find(({ name }) => name === at?.profile);
  const base = preset === undefined ? null : configurationOf(book, preset);
  if (at === undefined || base === null) return null;
  const a = at.measures.reduce((c, id) => withMeasure(c, measures.find((m) => m.id === id)!, true), {
    ...base,
    attacker: at.attacker === null ? anyAttacker : capabilityBits(at.attacker),
  });
  return {
    mode: 'explore',
    a,
    b: null,
    side: 'a',
    target: at.target,
    path: null,
    view: at.view,
    defence: at.defence,
    frame: 1,
    station: n,
  };
}
