// Faults in which redirect URIs are compared, and in how a browser is sent on.

import { confidential, publicClient } from './bases.js';
import type { Case } from './case.js';

export const redirects: readonly Case[] = [
  {
    id: 'redirect-wildcard',
    source: 'keycloak/keycloak#49109 (CVE-2026-7504), #48430, #33115 (CVE-2024-8883); Spring CVE-2019-3778',
    fault: {
      en: 'The server takes a redirect URI that only resembles a registered one, so a link carries the code to the attacker.',
      ja: 'サーバが登録済みのものに似ているだけのリダイレクトURIを受け入れるため、リンクによって認可コードが攻撃者に渡る。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicClient,
        switches: { 'redirect.exact': false },
        goals: ['secrecy.code', 'read.direct'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: publicClient,
        goals: ['secrecy.code', 'read.direct'],
        attacker: ['lure'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'redirect-path-open-redirector',
    source: 'keycloak/keycloak#47718 (CVE-2026-3872); Salt Labs on Booking.com',
    fault: {
      en: "The comparison of redirect URIs lets another path of the client's site through, and a page there forwards the code.",
      ja: 'リダイレクトURIの比較がクライアントのサイトの別のパスを通してしまい、そこにあるページが認可コードを転送する。',
    },
    variants: [
      {
        id: 'faulty',
        base: publicClient,
        switches: { 'redirect.exact': false, 'redirector.none': false },
        goals: ['read.direct'],
        attacker: ['lure', 'redirector'],
        expected: 'attack',
      },
      {
        id: 'fixed-exact',
        base: publicClient,
        switches: { 'redirector.none': false },
        goals: ['read.direct'],
        attacker: ['lure', 'redirector'],
        expected: 'none',
      },
      {
        id: 'fixed-redirector',
        base: publicClient,
        switches: { 'redirect.exact': false },
        goals: ['read.direct'],
        attacker: ['lure', 'redirector'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'same-origin-wildcard',
    source: 'api-platform/demo#676',
    fault: {
      en: "Any path is accepted on the client's own site, and no other site.",
      ja: 'クライアント自身のサイトならどのパスも受け入れるが、ほかのサイトは受け入れない。',
    },
    variants: [
      {
        id: 'lure-alone',
        base: publicClient,
        switches: { 'redirect.exact': false, 'redirect.same-origin': true },
        goals: ['read.direct'],
        attacker: ['lure'],
        expected: 'none',
      },
      {
        id: 'with-redirector',
        base: publicClient,
        switches: { 'redirect.exact': false, 'redirect.same-origin': true, 'redirector.none': false },
        goals: ['read.direct'],
        attacker: ['lure', 'redirector'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'status-307',
    source: 'Redirect responses of Starlette (status 307 unless told otherwise); RFC 9700 4.12',
    fault: {
      en: 'The server answers the form with the password by a redirect after which the browser posts the form again.',
      ja: 'サーバがパスワードの送信に、フォームを再送させる種類の転送で応じる。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'redirect.303': false, 'consent.client-shown': false },
        goals: ['credentials'],
        attacker: ['own.client', 'lure'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        switches: { 'consent.client-shown': false },
        goals: ['credentials'],
        attacker: ['own.client', 'lure'],
        expected: 'none',
      },
      {
        id: 'faulty-consent-shown',
        base: confidential,
        switches: { 'redirect.303': false },
        goals: ['credentials'],
        attacker: ['own.client', 'lure'],
        expected: 'none',
        differs: {
          how: 'disputed',
          says: 'attack',
          why: {
            en: 'To show which client asks protects who would not use it. Whoever means to use it, an account viewer, say, types her password all the same, and the redirect carries it to that client: Fett, Küsters and Schmitz (2016) describe the attack with such a client, and RFC 9700 4.12 asks for 303 without looking at who the client is.',
            ja: '要求元のクライアントを示すことは、そのクライアントを使う気のない利用者を守るにすぎない。家計簿など、攻撃者のクライアントを承知で使う利用者はパスワードを入力し、転送がそれをクライアントに渡す。Fett, Küsters, Schmitz（2016）の攻撃はそのようなクライアントによるもので、RFC 9700 4.12 はクライアントが誰であるかを問わず303を求めている。',
          },
        },
      },
    ],
  },
];
