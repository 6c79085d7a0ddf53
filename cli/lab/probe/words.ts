// What the probe says, in both languages.

import type { Setting, Verdict } from '../../../properties/probe/decide.js';
import type { Lang, Text } from '../../i18n.js';
import { pick } from '../../i18n.js';
import type { Need, Tried } from './check.js';
import { exchangeText } from './evidence.js';
import type { Result } from './probe.js';

export const settingWords: Readonly<Record<`${Setting}`, Text>> = {
  true: { en: 'true', ja: '真' },
  false: { en: 'false', ja: '偽' },
  unknown: { en: 'unknown', ja: '不明' },
};

const reasonWords: Readonly<Record<Verdict['because'] | 'destroys' | 'no-time' | 'cap', Text>> = {
  witness: { en: 'seen', ja: '観測' },
  'every-variant': {
    en: 'every variant shows it, and honest requests got through',
    ja: 'すべての変種で確認、正規の要求は通過',
  },
  'control-failed': { en: 'an honest request failed as well', ja: '正規の要求も失敗した' },
  unclear: { en: 'what was seen proves neither', ja: '観測はどちらも証明しない' },
  mixed: { en: 'the variants differ', ja: '変種により異なる' },
  'nothing-tried': { en: 'there was nothing to try it with', ja: '試す対象がなかった' },
  destroys: {
    en: 'it may destroy something: not tried without --destructive',
    ja: '破壊的なため --destructive なしでは試さない',
  },
  'no-time': {
    en: 'time has to pass: not tried without --wait',
    ja: '時間の経過を要するため --wait なしでは試さない',
  },
  cap: { en: 'the cap on requests was reached', ja: 'リクエスト数の上限に達した' },
};
const needWords: Readonly<Record<Need, Text>> = {
  app: { en: 'the target has no `app`', ja: '対象に `app` がない' },
  'second client': { en: 'the target has no `other` client', ja: '対象に `other` クライアントがない' },
  'second server': { en: "the target's app has no `otherForm`", ja: '対象の app に `otherForm` がない' },
  revocation: { en: 'the target has no `revoke` endpoint', ja: '対象に `revoke` エンドポイントがない' },
  'refresh tokens': { en: 'no refresh token could be used', ja: '使用できるリフレッシュトークンがない' },
  'wide resource': { en: 'the target has no `other` resource', ja: '対象に `other` リソースがない' },
  'client name': { en: "the target does not give the client's name", ja: '対象にクライアント名がない' },
  redirectors: { en: "the target's app names no `redirectors`", ja: '対象の app に `redirectors` がない' },
};

export function reasonText({ because }: Result, lang: Lang): string {
  if (typeof because === 'string') return pick(reasonWords[because], lang);
  return 'why' in because
    ? pick(because.why, lang)
    : because.needs.map((need) => pick(needWords[need], lang)).join('; ');
}

/** The trials that a setting rests on: what showed it, or what stood in its way. */
export function decisive({ is, tried }: Result): readonly Tried[] {
  const shows = (what: 'on' | 'off' | 'nothing') =>
    tried.filter((t) => t.part === 'variant' && t.shows === what);
  if (is === false) return shows('off');
  if (is === true) return shows('on');
  const failed = tried.filter((t) => t.part === 'control' && !t.holds);
  return failed.length > 0
    ? failed
    : shows('nothing').length > 0
      ? shows('nothing')
      : tried.filter((t) => t.part === 'variant');
}

/** One line on a switch, without evidence. */
export function shortText(result: Result, lang: Lang): string {
  const names = decisive(result).map(({ name }) => pick(name, lang));
  const reason = reasonText(result, lang);
  return names.length === 0 ? reason : `${reason}: ${names.join(lang === 'ja' ? '、' : ', ')}`;
}

/** A note for the profile: what was tried, and the exchanges of the first that decides. */
export function noteText(result: Result, lang: Lang): string {
  const [first] = decisive(result);
  const seen = (first?.seen ?? []).slice(-2).map(exchangeText);
  return `probe: ${[shortText(result, lang), ...seen].join('; ')}`.replace(/[\p{C}\s]+/gu, ' ');
}

export const words = {
  head: {
    en: ['switch', 'is', 'why'],
    ja: ['スイッチ', '設定', '根拠'],
  },
  summary: {
    en: (on: number, off: number, unknown: number, requests: number, seconds: string) =>
      `${on} true, ${off} false, ${unknown} unknown; ${requests} requests in ${seconds} s`,
    ja: (on: number, off: number, unknown: number, requests: number, seconds: string) =>
      `真 ${on}、偽 ${off}、不明 ${unknown}。リクエスト ${requests} 件、${seconds} 秒`,
  },
  written: {
    en: (path: string) => `${path} written`,
    ja: (path: string) => `${path} を書き出しました`,
  },
  probed: {
    en: (at: string, requests: number) => `probed ${at}, ${requests} requests`,
    ja: (at: string, requests: number) => `${at} に検査、リクエスト ${requests} 件`,
  },
} as const;
