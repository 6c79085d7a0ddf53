// Faults of clients that deal with several authorization servers.

import { confidential, confidentialWithoutPkce, publicClient } from './bases.js';
import type { Case } from './case.js';

export const servers: readonly Case[] = [
  {
    id: 'mix-up',
    source: 'modelcontextprotocol#1721, go-sdk#859, PrefectHQ/fastmcp#3960 (GHSA-6x8h-498w-gv8c)',
    fault: {
      en: 'A client of several servers cannot tell whose response it got, and hands the code of one to another.',
      ja: '複数のサーバを使うクライアントが応答の送り主を区別できず、あるサーバの認可コードを別のサーバに渡す。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: {
          'issuer.sent': false,
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['secrecy.code'],
        attacker: ['own.as'],
        expected: 'attack',
      },
      {
        id: 'faulty-lenient',
        base: confidential,
        switches: {
          'issuer.sent': false,
          'issuer.missing-refused': false,
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['secrecy.code'],
        attacker: ['own.as'],
        expected: 'attack',
      },
      {
        id: 'fixed-iss',
        base: confidential,
        switches: {
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['secrecy.code'],
        attacker: ['own.as'],
        expected: 'none',
      },
      {
        id: 'fixed-uris',
        base: confidential,
        switches: { 'issuer.sent': false, 'issuer.checked': false, 'issuer.missing-refused': false },
        goals: ['secrecy.code'],
        attacker: ['own.as'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'audience-injection',
    source: 'CVE-2025-27370, CVE-2025-27371, DuendeSoftware/foss#307',
    fault: {
      en: "A dishonest server names the honest server's token endpoint as its audience, and so obtains a client assertion that is valid there.",
      ja: '不正なサーバが正規サーバのトークンエンドポイントを宛先として名乗り、そこで通用するクライアントの署名を得る。',
    },
    variants: [
      {
        id: 'claimed',
        base: confidential,
        switches: { 'metadata.authoritative': false },
        goals: ['secrecy.secret'],
        attacker: ['own.as'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'none',
          why: {
            en: "A client authenticates by a secret that is registered per server. An assertion, whose audience is what a server says of itself, is no secret of the model, so it cannot be obtained by one server and shown to another. `metadata.authoritative` lets a dishonest server name the bank's endpoints, not have anything signed for them.",
            ja: 'クライアントはサーバごとに登録した秘密で認証する。宛先がサーバの自己申告で決まる署名（アサーション）はモデルにないため、あるサーバが得て別のサーバに示すことができない。`metadata.authoritative` が許すのは銀行のエンドポイントを名乗ることだけである。',
          },
        },
      },
      {
        id: 'claimed-stolen',
        base: confidentialWithoutPkce,
        switches: { 'metadata.authoritative': false },
        goals: ['read.direct'],
        attacker: ['own.as', 'agent.read-response'],
        expected: 'attack',
        differs: {
          how: 'cannotBeSaid',
          says: 'none',
          why: {
            en: "A client authenticates by a secret that is registered per server. An assertion, whose audience is what a server says of itself, is no secret of the model, so it cannot be obtained by one server and shown to another. `metadata.authoritative` lets a dishonest server name the bank's endpoints, not have anything signed for them.",
            ja: 'クライアントはサーバごとに登録した秘密で認証する。宛先がサーバの自己申告で決まる署名（アサーション）はモデルにないため、あるサーバが得て別のサーバに示すことができない。`metadata.authoritative` が許すのは銀行のエンドポイントを名乗ることだけである。',
          },
        },
      },
      {
        id: 'fixed',
        base: confidentialWithoutPkce,
        goals: ['read.direct'],
        attacker: ['own.as', 'agent.read-response'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'coat',
    source: 'Cross-app OAuth attacks (COAT), mobitec.ie.cuhk.edu.hk/cross-app-oauth-security',
    fault: {
      en: 'A platform gives all its tools one callback and does not tell their servers apart.',
      ja: 'プラットフォームがすべてのツールに同じコールバックを使わせ、サーバを区別しない。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidentialWithoutPkce,
        switches: {
          'issuer.sent': false,
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['secrecy.code', 'read.via-client'],
        attacker: ['own.as'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidentialWithoutPkce,
        switches: { 'issuer.sent': false, 'issuer.checked': false, 'issuer.missing-refused': false },
        goals: ['secrecy.code', 'read.via-client', 'read.direct'],
        attacker: ['own.as'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'corf',
    source: 'Cross-app OAuth request forgery (CORF), mobitec.ie.cuhk.edu.hk/cross-app-oauth-security',
    fault: {
      en: 'A platform learns from the path of the callback which server it deals with, and a dishonest tool has the browser sent to the path of an honest one.',
      ja: 'プラットフォームがコールバックのパスから相手のサーバを決めるため、不正なツールが正規のツールのパスへブラウザを送れる。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidentialWithoutPkce,
        switches: {
          'issuer.sent': false,
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
          'as.from-session': false,
        },
        goals: ['session', 'capture'],
        attacker: ['own.as'],
        expected: 'attack',
      },
      {
        id: 'fixed-session',
        base: confidentialWithoutPkce,
        switches: {
          'issuer.sent': false,
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['session', 'capture'],
        attacker: ['own.as'],
        expected: 'none',
      },
      {
        id: 'fixed-arrival',
        base: confidentialWithoutPkce,
        switches: {
          'issuer.sent': false,
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'as.from-session': false,
        },
        goals: ['session', 'capture'],
        attacker: ['own.as'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'issuer-not-checked-distinct-uris',
    source: 'RFC 8414 3.3, RFC 9700 4.4.2.2',
    fault: {
      en: 'The client believes what a server declares of itself, but each server has a redirect URI of its own.',
      ja: 'クライアントはサーバの自己申告を信じるが、リダイレクトURIはサーバごとに異なる。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'metadata.authoritative': false },
        goals: ['secrecy.code', 'secrecy.access'],
        attacker: ['own.as'],
        expected: 'none',
      },
      {
        id: 'fixed',
        base: confidential,
        goals: ['secrecy.code', 'secrecy.access'],
        attacker: ['own.as'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'cookie-consent-then-mixup',
    source: 'PrefectHQ/fastmcp#3960 (GHSA-6x8h-498w-gv8c)',
    fault: {
      en: 'A public client has the same id at every server; a dishonest one sends the browser on to the honest one, with a challenge that it can answer.',
      ja: '公開クライアントがどのサーバでも同じ識別子を使うため、不正なサーバが、自分の応じられるcode_challengeを付けてブラウザを正規サーバへ送る。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicClient,
        switches: {
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['read.direct'],
        attacker: ['own.as'],
        expected: 'attack',
      },
      {
        id: 'fixed-iss',
        base: publicClient,
        switches: {
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['read.direct'],
        attacker: ['own.as'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'mixup-chosen-challenge',
    source:
      'Fett, Hosseyni, Küsters, An Extensive Formal Security Analysis of the OpenID Financial-grade API (2019); RFC 9700 4.4',
    fault: {
      en: "A dishonest server sends the browser on with the challenge of the attacker's own session; the code that comes back to it fits that session.",
      ja: '不正なサーバが攻撃者自身のセッションのcode_challengeを付けてブラウザを転送し、戻ってきた認可コードがそのセッションに合う。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: {
          'issuer.sent': false,
          'issuer.checked': false,
          'issuer.missing-refused': false,
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['read.via-client'],
        attacker: ['own.as'],
        expected: 'attack',
      },
      {
        id: 'fixed-iss',
        base: confidential,
        switches: {
          'redirect.distinct': false,
          'redirect.by-issuer': false,
          'redirect.arrival-compared': false,
        },
        goals: ['read.via-client'],
        attacker: ['own.as'],
        expected: 'none',
      },
    ],
  },
];
