// Faults in what a resource owner is asked, where, and by whom.

import { confidential } from './bases.js';
import type { Case } from './case.js';

export const consent: readonly Case[] = [
  {
    id: 'mcp-confused-deputy',
    source: 'PrefectHQ/fastmcp#2056, cloudflare/ai#51',
    fault: {
      en: 'A proxy is one client to the server behind it; consent given once to the proxy lets a newly registered client of an attacker in.',
      ja: '中継サーバは背後の認可サーバからは1つのクライアントに見えるため、一度与えた同意が、攻撃者が新たに登録したクライアントにも効いてしまう。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'consent.client-shown': false },
        goals: ['read.direct', 'secrecy.code'],
        attacker: ['own.client', 'lure'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        goals: ['read.direct', 'secrecy.code'],
        attacker: ['own.client', 'lure'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'as-consent-not-bound',
    source: 'ory/hydra#770, dexidp/dex CVE-2022-39222, PrefectHQ/fastmcp#3201 (GHSA-rww4-4w9c-7733)',
    fault: {
      en: 'A pending authorization may be approved in another browser than the one that asked, and the one that asked gets the code.',
      ja: '承認待ちの認可を、要求したものとは別のブラウザで承認でき、認可コードは要求した側に渡る。',
    },
    variants: [
      {
        id: 'best-effort',
        base: confidential,
        switches: { 'authorization.bound-to-agent': false },
        goals: ['secrecy.code', 'read.direct', 'read.via-client'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'bcp',
        base: confidential,
        goals: ['secrecy.code'],
        attacker: ['lure'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'clickjacking',
    source: 'Keycloak CVE-2020-1728; RFC 9700 4.16',
    fault: {
      en: 'The consent page is shown inside a frame of another site.',
      ja: '同意画面が他のサイトの枠の中に表示される。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'frames.refused': false },
        goals: ['read.direct'],
        attacker: ['own.client', 'frame'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        goals: ['read.direct'],
        attacker: ['own.client', 'frame'],
        expected: 'none',
      },
    ],
  },
];
