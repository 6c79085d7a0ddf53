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
        differs: {
          how: 'cannotBeSaid',
          says: 'none',
          why: {
            en: 'An app that only receives responses and one that makes requests as well are one capability, so this is the setting of `fixed-pkce` in `fake-app-claims-uri`, where the right answer is none. A request of the attacker comes into her browser by luring, by a frame or by malware (`lured` in `attacks/moves/requests.ts`), not by an app on her device.',
            ja: '応答を受け取るだけのアプリと、リクエストも始めるアプリとが1つの能力になっているため、この設定は `fake-app-claims-uri` の `fixed-pkce` と同じであり、そこでは「なし」が正しい。攻撃者のリクエストは、誘導、枠、マルウェアによってアリスのブラウザに入り（`attacks/moves/requests.ts` の `lured`）、端末上のアプリからは入らない。',
          },
        },
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
