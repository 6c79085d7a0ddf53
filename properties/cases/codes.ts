// Faults in how codes are redeemed, burnt and logged.

import { confidential, confidentialWithoutPkce, publicClient, publicWithoutPkce } from './bases.js';
import type { Case } from './case.js';

export const codes: readonly Case[] = [
  {
    id: 'code-reuse-race',
    source: 'supabase/auth#2613, oauthlib/oauthlib#618',
    fault: {
      en: 'Two token requests at the same moment both redeem the same code.',
      ja: '同時に届いた2つのトークンリクエストが、同じ認可コードをどちらも引き換えられる。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicWithoutPkce,
        switches: { 'code.single-use': false, 'logs.no-codes': false, 'logs.no-tokens': false },
        goals: ['read.direct'],
        attacker: ['logs.live'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone. That two requests race is not asked.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。2つのリクエストの競合は問われていない。',
          },
        },
      },
      {
        id: 'fixed',
        base: publicWithoutPkce,
        switches: { 'logs.no-codes': false, 'logs.no-tokens': false },
        goals: ['read.direct'],
        attacker: ['logs.live'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone. That two requests race is not asked.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。2つのリクエストの競合は問われていない。',
          },
        },
      },
      {
        id: 'faulty-after',
        base: publicWithoutPkce,
        switches: {
          'code.single-use': false,
          'code.short-lived': false,
          'logs.no-codes': false,
          'logs.no-tokens': false,
        },
        goals: ['read.direct'],
        attacker: ['logs.after'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone. That two requests race is not asked.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。2つのリクエストの競合は問われていない。',
          },
        },
      },
      {
        id: 'fixed-after',
        base: publicWithoutPkce,
        switches: { 'code.short-lived': false, 'logs.no-codes': false, 'logs.no-tokens': false },
        goals: ['read.direct'],
        attacker: ['logs.after'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone. That two requests race is not asked.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。2つのリクエストの競合は問われていない。',
          },
        },
      },
      {
        id: 'faulty-pkce',
        base: publicClient,
        switches: { 'code.single-use': false, 'logs.no-codes': false, 'logs.no-tokens': false },
        goals: ['read.direct'],
        attacker: ['logs.live'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone. That two requests race is not asked.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。2つのリクエストの競合は問われていない。',
          },
        },
      },
    ],
  },
  {
    id: 'code-other-client',
    source: 'keycloak/keycloak#51003 (CVE-2026-16089)',
    fault: {
      en: 'The token endpoint does not ask to which client a code was issued, so another client redeems it.',
      ja: 'トークンエンドポイントが認可コードの発行先を確かめないため、別のクライアントが引き換えられる。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidentialWithoutPkce,
        switches: { 'code.bound-to-client': false },
        goals: ['read.direct'],
        attacker: ['agent.read-response', 'own.client'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidentialWithoutPkce,
        goals: ['read.direct'],
        attacker: ['agent.read-response', 'own.client'],
        expected: 'none',
      },
      {
        id: 'faulty-pkce',
        base: confidential,
        switches: { 'code.bound-to-client': false },
        goals: ['read.direct'],
        attacker: ['agent.read-response', 'own.client'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'code-in-logs',
    source: 'Access logs of many proxies; RFC 6750 5.3',
    fault: {
      en: 'Codes end up in logs that somebody reads later.',
      ja: '認可コードが、後から読まれるログに残る。',
    },
    variants: [
      {
        id: 'faulty-shortlived',
        base: publicWithoutPkce,
        switches: { 'logs.no-codes': false, 'logs.no-tokens': false },
        goals: ['read.direct'],
        attacker: ['logs.after'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。',
          },
        },
      },
      {
        id: 'faulty-long',
        base: publicWithoutPkce,
        switches: {
          'logs.no-codes': false,
          'logs.no-tokens': false,
          'code.short-lived': false,
          'code.single-use': false,
        },
        goals: ['read.direct'],
        attacker: ['logs.after'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'As expected, but by the access token in the same log, which this setting leaves there as well; `code-log-only` asks about codes alone.',
            ja: '期待どおりだが、この設定では同じログに残るアクセストークンによる。認可コードだけの場合は `code-log-only` が問う。',
          },
        },
      },
    ],
  },
  {
    id: 'code-burnt-before-checks',
    source: 'MystenLabs/MemWal#938, #939',
    fault: {
      en: 'The server uses the code up before it checks the rest of the request, so a wrong request spoils the right one.',
      ja: 'サーバがリクエストのほかの検証より先に認可コードを使用済みにするため、誤ったリクエストが正しいリクエストを失敗させる。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'code.burnt-on-failure': true },
        goals: ['denial'],
        attacker: ['agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        goals: ['denial'],
        attacker: ['agent.read-response'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'code-log-only',
    source: 'Access logs of callbacks; RFC 6750 5.3',
    fault: {
      en: 'The address of the callback is logged, and with it the code; tokens are not.',
      ja: 'コールバックのアドレスとともに認可コードがログに残るが、トークンは残らない。',
    },
    variants: [
      {
        id: 'faulty-pkce',
        base: publicClient,
        measures: ['CM3'],
        switches: { 'logs.no-codes': false },
        goals: ['read.direct'],
        attacker: ['logs.live'],
        expected: 'none',
      },
      {
        id: 'faulty-nopkce-after',
        base: publicWithoutPkce,
        measures: ['CM3'],
        switches: { 'logs.no-codes': false },
        goals: ['read.direct'],
        attacker: ['logs.after'],
        expected: 'none',
      },
      {
        id: 'faulty-nopkce-reuse',
        base: publicWithoutPkce,
        measures: ['CM3'],
        switches: { 'logs.no-codes': false, 'code.single-use': false, 'code.short-lived': false },
        goals: ['read.direct'],
        attacker: ['logs.after'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'replay-revokes-dos',
    source: 'RFC 6749 4.1.2',
    fault: {
      en: 'A code that is sent again ends the tokens issued for it, whoever sends it.',
      ja: '使用済みの認可コードが再び送られると、送り主を問わず、それで発行したトークンが取り消される。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicWithoutPkce,
        switches: { 'code.replay-revokes': true },
        goals: ['denial'],
        attacker: ['agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'fixed-pkce',
        base: publicClient,
        switches: { 'code.replay-revokes': true },
        goals: ['denial'],
        attacker: ['agent.read-response'],
        expected: 'none',
      },
    ],
  },
];
