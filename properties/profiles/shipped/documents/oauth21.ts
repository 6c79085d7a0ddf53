// OAuth 2.1 (draft-ietf-oauth-v2-1-16), and what the document on browser-based applications adds for a backend for frontend.

import { documented } from '../documented.js';
import { outsideBff, outsideOauth21 } from './oauth21Outside.js';

const draft = 'OAuth 2.1 (draft 16)';

export const oauth21 = documented({
  name: 'oauth-2.1',
  called: draft,
  description: {
    en: 'OAuth 2.1 (draft 16): its demands are on, what it recommends or leaves to choose is unknown',
    ja: 'OAuth 2.1（ドラフト16）。必須事項はオン、推奨および選択に委ねられた事項は不明',
  },
  on: [
    [['tls.front', 'tls.back', 'server.authenticated-back'], `${draft} 1.5, 7.1.3.2, 7.6`],
    [['redirect.exact'], `${draft} 2.3.1, 4.1.1`],
    [['redirector.none'], `${draft} 2.3.1, 7.13`],
    [['pkce.sent', 'pkce.s256', 'pkce.fresh'], `${draft} 4.1.1`],
    [['pkce.required'], `${draft} 4.1.2.1 (MUST for public clients; for others unless a nonce is assured)`],
    [['pkce.verified', 'pkce.no-downgrade'], `${draft} 4.1.3`],
    [['issuer.sent'], `${draft} 4.1.2 (REQUIRED)`],
    [['as.from-session'], `${draft} 2.3.4, 7.15`],
    [['code.single-use', 'code.bound-to-client'], `${draft} 4.1.3`],
    [['code.short-lived'], `${draft} 4.1.2`],
    [['refresh.bound-to-client'], `${draft} 4.3`],
    [['client.authenticated-always'], `${draft} 2.4; where the client is authenticated`],
    [['token.in-header'], `${draft} 5.1, 7.1.3.7`],
    [['token.narrow-scope'], `${draft} 5.2`],
    [['secrets.strong-random', 'client.strong-random'], `${draft} 7.7, 4.1.1`],
    [['redirect.303'], `${draft} 7.5 (MUST NOT use 307)`],
    [['frames.refused'], `${draft} 7.11`],
  ],
  unknown: [
    [
      ['state.compared', 'state.bound-to-agent', 'state.unsolicited-refused'],
      `${draft} 2.3.3 (one of several)`,
    ],
    [
      ['issuer.checked', 'redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared'],
      `${draft} 2.3.4, 7.15 (one of two, of a client of more than one server)`,
    ],
    [['code.replay-revokes'], `${draft} 4.1.3, 7.5 (of a valid request)`],
    [
      ['refresh.rotated', 'refresh.reuse-revokes', 'refresh.bound'],
      `${draft} 4.3.1 (one of them, for public clients)`,
    ],
    [['refresh.short-lived'], `${draft} 4.3.3`],
    [['token.bound', 'token.audience-checked', 'token.short-lived'], `${draft} 7.1.3, 7.1.4`],
    [['client.authenticated'], `${draft} 2.4 (clients that can keep a secret)`],
    [
      ['code.bound'],
      `${draft} 2.4 (asymmetric client authentication is RECOMMENDED): it lies between off and on of this`,
    ],
    [['referrer.hidden-client'], `${draft} 2.3.6 (SHOULD NOT include third-party scripts)`],
    [['consent.client-shown', 'owner.revokes-at-bank'], `${draft} 7.9, 7.3 (SHOULD)`],
  ],
  off: [
    [['redirect.equal-at-token'], `${draft} 10.2 (dropped)`],
    [['code.burnt-on-failure'], `${draft} 7.5 (an invalid request SHOULD NOT revoke)`],
    [['metadata.authoritative'], `${draft} 7.15 (a server may declare the endpoint of another)`],
  ],
  unmodelled: outsideOauth21,
});

const browser = 'OAuth 2.0 for Browser-Based Applications (draft 26)';

export const bff = documented({
  name: 'rfc10017-bff',
  called: browser,
  description: {
    en: 'OAuth 2.0 for Browser-Based Applications, a backend for frontend, over OAuth 2.1',
    ja: 'OAuth 2.0 for Browser-Based ApplicationsのBackend for Frontend（OAuth 2.1を前提とする）',
  },
  scenario: { client: 'server-app' },
  over: oauth21,
  on: [
    [['client.authenticated'], `${browser} 6.1.3.1 (MUST act as a confidential client)`],
    [['start.csrf-checked'], `${browser} 6.1.3.3 (MUST defend against CSRF)`],
  ],
  unknown: [
    [['cookie.same-site'], `${browser} 6.1.3.2 (SHOULD be SameSite=Strict)`],
    [['token.bound'], `${browser} 6.1.3.7`],
  ],
  unmodelled: outsideBff,
});
