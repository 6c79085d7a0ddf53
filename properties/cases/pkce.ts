// Faults of PKCE, and of what stands in its place.

import { confidential, confidentialWithoutPkce, nativeApp, publicClient } from './bases.js';
import type { Case } from './case.js';

export const pkce: readonly Case[] = [
  {
    id: 'pkce-downgrade',
    source:
      'kanidm/kanidm#1097, thephpleague/oauth2-server#1323, zitadel/oidc#741, authentik CVE-2024-23647; RFC 9700 4.8.2',
    fault: {
      en: 'The server ignores a verifier if no challenge was stored with the code; whoever strips the challenge has switched PKCE off.',
      ja: 'code_challengeのない認可コードではcode_verifierが無視されるため、code_challengeを取り除けばPKCEを無効にできる。',
    },
    variants: [
      {
        id: 'faulty-csrf',
        base: confidential,
        switches: { 'pkce.required': false, 'pkce.no-downgrade': false, 'state.compared': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'fixed-csrf',
        base: confidential,
        switches: { 'pkce.required': false, 'state.compared': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'none',
      },
      {
        id: 'fixed-by-required',
        base: confidential,
        switches: { 'pkce.no-downgrade': false, 'state.compared': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'none',
      },
      {
        id: 'faulty-inject',
        base: confidential,
        switches: { 'pkce.required': false, 'pkce.no-downgrade': false },
        goals: ['read.via-client'],
        attacker: ['agent.alter'],
        expected: 'attack',
      },
      {
        id: 'fixed-inject',
        base: confidential,
        switches: { 'pkce.required': false },
        goals: ['read.via-client'],
        attacker: ['agent.alter'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'pkce-verifier-optional',
    source: 'authentik CVE-2023-48228, zitadel/oidc#721; RFC 7636 4.6',
    fault: {
      en: 'A token request without a verifier passes, though a challenge was stored.',
      ja: 'code_challengeが保存されていても、code_verifierのないトークンリクエストが通る。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicClient,
        switches: { 'pkce.verified': false },
        goals: ['read.direct'],
        attacker: ['agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: publicClient,
        goals: ['read.direct'],
        attacker: ['agent.read-response'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'static-verifier',
    source: 'tinyauthapp/tinyauth#420; RFC 7636 7.1',
    fault: {
      en: 'The client makes one verifier when it starts and uses it in every flow.',
      ja: 'クライアントが起動時に作った1つのcode_verifierをすべてのフローで使う。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'state.compared': false, 'pkce.fresh': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'nearest',
        base: confidential,
        switches: { 'state.compared': false, 'client.strong-random': false },
        goals: ['session'],
        attacker: ['lure', 'guess'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'nonce-only',
    source: 'giantswarm/mcp-oauth#305, modelcontextprotocol/typescript-sdk#770; RFC 9700 4.5.3.2',
    fault: {
      en: 'The client ties the response to its session by the nonce in the ID token, and uses no PKCE.',
      ja: 'クライアントがPKCEを使わず、IDトークンのnonceで応答をセッションに結び付ける。',
    },
    variants: [
      {
        id: 'nonce',
        base: confidentialWithoutPkce,
        goals: ['read.via-client'],
        attacker: ['agent.read-response'],
        expected: 'none',
        differs: {
          how: 'cannotBeSaid',
          says: 'attack',
          why: {
            en: 'There is no ID token and no nonce, so this is a client that ties the code to nothing.',
            ja: 'IDトークンもnonceもないため、認可コードを何にも結び付けないクライアントと同じになる。',
          },
        },
      },
    ],
  },
  {
    id: 'pkce-plain',
    source: 'RFC 7636 7.2',
    fault: {
      en: 'The challenge is the verifier itself; whoever reads request and response has all that a redemption takes.',
      ja: 'code_challengeがcode_verifierそのものなので、リクエストと応答を読めば引換えに必要なものが揃う。',
    },
    variants: [
      {
        id: 'faulty',
        base: nativeApp,
        switches: { 'pkce.s256': false },
        scenario: { grants: 1 },
        goals: ['read.direct'],
        attacker: ['agent.read-request', 'agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: nativeApp,
        scenario: { grants: 1 },
        goals: ['read.direct'],
        attacker: ['agent.read-request', 'agent.read-response'],
        expected: 'none',
      },
    ],
  },
];
