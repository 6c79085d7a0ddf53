import type { Scenario } from '../../../model/scenario.js';
import type { Lang, Text } from '../../i18n.js';
import { clientKinds } from '../../../properties/drawings/scenarioText.js';
import { say } from './desk.js';
import { words } from './words.js';

const settings: readonly (readonly [keyof Scenario, unknown, Text])[] = [
  ['orders', 'granted', { en: 'grants hold orders', ja: '認可は取引内容を含む' }],
  ['orders', 'scope-only', { en: 'grants hold scopes only', ja: '認可はスコープのみ' }],
  ['jointAccounts', true, { en: 'joint accounts', ja: '同期あり' }],
  ['jointAccounts', false, { en: 'no joint accounts', ja: '同期なし' }],
  ['refresh', true, { en: 'refresh tokens', ja: 'リフレッシュトークンあり' }],
  ['refresh', false, { en: 'no refresh tokens', ja: 'リフレッシュトークンなし' }],
];

/** A kind of world in words: what is said of it, and no more. */
export function worldText(stated: Partial<Scenario>, lang: Lang): string {
  const parts = [
    ...(stated.client === undefined ? [] : [say(clientKinds[stated.client], { lang })]),
    ...settings.filter(([key, value]) => stated[key] === value).map(([, , text]) => say(text, { lang })),
  ];
  return parts.length === 0 ? say(words.kinds, { lang }) : parts.join(lang === 'en' ? ', ' : '、');
}
