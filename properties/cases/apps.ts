// Faults around apps on the device of the resource owner.

import { nativeApp, nativeWithoutPkce } from './bases.js';
import type { Case } from './case.js';

export const apps: readonly Case[] = [
  {
    id: 'fake-app-claims-uri',
    source: 'openid/AppAuth-Android#1097; RFC 7636 1',
    fault: {
      en: "An app registers the native client's custom scheme on the device and receives its responses.",
      ja: 'あるアプリが端末上でネイティブクライアントのカスタムスキームを登録し、その応答を受け取る。',
    },
    variants: [
      {
        id: 'faulty',
        base: nativeWithoutPkce,
        goals: ['read.direct'],
        attacker: ['fake-app.claims-uri'],
        expected: 'attack',
      },
      {
        id: 'fixed-pkce',
        base: nativeApp,
        goals: ['read.direct'],
        attacker: ['fake-app.claims-uri'],
        expected: 'none',
        differs: {
          how: 'disputed',
          says: 'attack',
          why: {
            en: 'It is the same setting as `fake-app-begins`, `pkce-app-alone`. An app that is installed can open the browser itself, begin with its own challenge, and take the response (RFC 8252 8.6); alice sees a form of a client that she knows.',
            ja: '`fake-app-begins` の `pkce-app-alone` と同じ設定である。インストールされたアプリは自分でブラウザを開き、自分のcode_challengeで始めて応答を受け取れる（RFC 8252 8.6）。アリスには知っているクライアントの同意画面が見える。',
          },
        },
      },
    ],
  },
  {
    id: 'fake-app-begins',
    source: 'ForgeRock/exampleOAuth2Clients#40; RFC 8252 8.6',
    fault: {
      en: "The app that claims the scheme makes the request itself, in the client's name and with a challenge of its own.",
      ja: 'カスタムスキームを横取りするアプリが、クライアントを装い、自分のcode_challengeでリクエストを始める。',
    },
    variants: [
      {
        id: 'pkce-app-alone',
        base: nativeApp,
        goals: ['read.direct'],
        attacker: ['fake-app.claims-uri'],
        expected: 'attack',
      },
      {
        id: 'pkce-and-lure',
        base: nativeApp,
        goals: ['read.direct'],
        attacker: ['fake-app.claims-uri', 'lure'],
        expected: 'attack',
      },
      {
        id: 'fixed-signed',
        base: nativeApp,
        switches: { 'request.signed': true },
        goals: ['read.direct'],
        attacker: ['fake-app.claims-uri', 'lure'],
        expected: 'attack',
      },
      {
        id: 'fixed-source',
        base: nativeApp,
        switches: { 'app.trusted-source': true },
        goals: ['read.direct'],
        attacker: ['fake-app.claims-uri', 'lure'],
        expected: 'none',
      },
    ],
  },
];
