// A world in words, in both languages.

import { describeScenario, type Scenario } from '../../model/scenario.js';
import type { Lang, Text } from './i18n.js';

export const clientKinds: Readonly<Record<Scenario['client'], Text>> = {
  'server-app': { en: 'server app', ja: 'サーバ型アプリ' },
  'server-app+access-app': { en: 'server app with access app', ja: 'サーバ型アプリとアクセス用アプリ' },
  'native-app': { en: 'native app', ja: 'ネイティブアプリ' },
};

/** Where a reader finds the bounds that no setting lifts, and what the model is known to miss. */
export const builtIn: Text = {
  en: 'built in besides, and known to be missed: docs/semantics.md, "Bounds" and "Known gaps"',
  ja: 'このほかの固定の範囲と、既知の見落とし: docs/semantics.md の Bounds と Known gaps',
};

/** The bounds of a world in words. */
export const scenarioText = (s: Scenario, lang: Lang): string =>
  lang === 'en'
    ? `${clientKinds[s.client].en}, ${s.orders === 'granted' ? 'grants hold orders' : 'grants hold scopes only'}, ${s.refresh ? 'refresh tokens' : 'no refresh tokens'}, sessions: ${s.sessions}, authorizations: ${s.grants}, time steps: ${s.ticks}`
    : `${clientKinds[s.client].ja}、${s.orders === 'granted' ? '認可は取引内容を含む' : '認可はスコープのみ'}、リフレッシュトークン${s.refresh ? 'あり' : 'なし'}、セッション数${s.sessions}、認可数${s.grants}、時間ステップ${s.ticks}`;

/** All settings of a scenario: the bounds that a result is printed with. */
export const fullScenarioText = (s: Scenario, lang: Lang): string =>
  lang === 'en'
    ? describeScenario(s)
    : `${scenarioText(s, 'ja')}、同期${s.jointAccounts ? 'あり' : 'なし'}、セッションの利用者${s.roles === 'any' ? 'は任意' : 'は各一人'}`;
