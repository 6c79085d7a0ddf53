// Faults in how access and refresh tokens are used.

import { confidential, publicClient } from './bases.js';
import type { Case } from './case.js';

export const tokens: readonly Case[] = [
  {
    id: 'refresh-reuse-no-family',
    source: 'giantswarm/mcp-oauth#17, nulab/backlog-mcp-server#175',
    fault: {
      en: 'Refresh tokens rotate, but a retired one that comes back ends nothing: the thief who refreshed first goes on.',
      ja: 'リフレッシュトークンは取り替えられるが、古いものが再び送られても何も取り消されず、先に更新した盗人が使い続ける。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicClient,
        switches: { 'refresh.rotated': true },
        scenario: { refresh: true, grants: 1 },
        goals: ['read.lasting'],
        attacker: ['stolen.refresh'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: publicClient,
        switches: { 'refresh.rotated': true, 'refresh.reuse-revokes': true },
        scenario: { refresh: true, grants: 1 },
        goals: ['read.lasting'],
        attacker: ['stolen.refresh'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'aud-not-checked',
    source: 'Argo CD CVE-2023-22482; RFC 9700 4.10.2',
    fault: {
      en: 'A resource server does not ask for which server a token was made.',
      ja: 'リソースサーバが、トークンの宛先を確かめない。',
    },
    variants: [
      { id: 'faulty', base: confidential, goals: ['read.direct'], attacker: ['own.rs'], expected: 'attack' },
      {
        id: 'fixed',
        base: confidential,
        switches: { 'token.audience-checked': true },
        goals: ['read.direct'],
        attacker: ['own.rs'],
        expected: 'none',
      },
      {
        id: 'fixed-bound',
        base: confidential,
        measures: ['BOUND'],
        goals: ['read.direct'],
        attacker: ['own.rs'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'cuckoo-token',
    source:
      'Fett, Hosseyni, Küsters, An Extensive Formal Security Analysis of the OpenID Financial-grade API (2019)',
    fault: {
      en: "A dishonest server hands the client a stolen token that is bound to the client's own key, in a session of the attacker.",
      ja: '不正なサーバが、クライアントの鍵に結び付いた盗品のトークンを、攻撃者のセッションでクライアントに渡す。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        measures: ['BOUND'],
        switches: { 'metadata.authoritative': false },
        goals: ['read.via-client'],
        attacker: ['own.as', 'stolen.access'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        measures: ['BOUND'],
        goals: ['read.via-client'],
        attacker: ['own.as', 'stolen.access'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'refresh-public-dpop',
    source: 'RFC 9449 5, RFC 9700 4.14',
    fault: {
      en: 'Rotation does not keep a thief from using a refresh token first; a binding to a key does.',
      ja: '取替えだけでは、盗んだリフレッシュトークンを先に使われることを防げない。鍵に結び付ければ防げる。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicClient,
        switches: { 'refresh.rotated': true },
        scenario: { refresh: true, grants: 1 },
        goals: ['read.lasting'],
        attacker: ['stolen.refresh'],
        expected: 'attack',
      },
      {
        id: 'fixed-bound',
        base: publicClient,
        switches: { 'refresh.bound': true },
        scenario: { refresh: true, grants: 1 },
        goals: ['read.lasting'],
        attacker: ['stolen.refresh'],
        expected: 'none',
      },
    ],
  },
];
