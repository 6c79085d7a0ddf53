// RFC 9700: what it says MUST, and what it says MUST or SHOULD. It updates RFC 6749, whose settings hold where it is silent.

import { documented } from '../documented.js';
import { rfc6749 } from '../rfc6749.js';
import { outsideRfc9700 } from './rfc9700Outside.js';

const rfc = 'RFC 9700';
const called = rfc;

export const rfc9700Must = documented({
  name: 'rfc9700-must',
  called,
  description: {
    en: 'RFC 9700, what it says MUST; what it says SHOULD or leaves to choose is unknown',
    ja: 'RFC 9700のMUST。SHOULDおよび選択に委ねられた事項は不明',
  },
  over: rfc6749,
  on: [
    [['redirect.exact'], `${rfc} 2.1, 4.1.3 (MUST)`],
    [['redirector.none'], `${rfc} 2.1, 4.11 (MUST NOT)`],
    [['pkce.verified'], `${rfc} 2.1.1 (MUST support)`],
    [['pkce.no-downgrade'], `${rfc} 2.1.1, 4.8.2 (MUST)`],
    [['pkce.fresh'], `${rfc} 2.1.1 (MUST be transaction-specific; where a challenge is sent)`],
    [['as.from-session'], `${rfc} 4.4.2 (MUST)`],
    [['tls.front'], `${rfc} 2.6 (MUST NOT go over unencrypted connections)`],
    [['token.in-header'], `${rfc} 4.3.2 (MUST NOT be in the query)`],
    [['refresh.reuse-revokes'], `${rfc} 4.14.2 (where they are rotated)`],
    [['redirect.303'], `${rfc} 4.12 (MUST NOT use 307)`],
    [['frames.refused'], `${rfc} 4.16 (MUST prevent)`],
  ],
  unknown: [
    [
      ['pkce.sent', 'pkce.s256', 'pkce.required'],
      `${rfc} 2.1.1 (MUST for public clients; for others recommended, or a nonce)`,
    ],
    [
      ['state.compared', 'state.bound-to-agent', 'state.single-use'],
      `${rfc} 2.1 (one of PKCE, nonce, one-time state)`,
    ],
    [
      [
        'issuer.sent',
        'issuer.checked',
        'issuer.missing-refused',
        'redirect.distinct',
        'redirect.by-issuer',
        'redirect.arrival-compared',
      ],
      `${rfc} 2.1, 4.4.2 (one of them, of a client of more than one server)`,
    ],
    [['refresh.rotated', 'refresh.bound'], `${rfc} 2.2.2 (one of them, for public clients)`],
    [['token.bound'], `${rfc} 2.2.1 (SHOULD)`],
    [['token.audience-checked'], `${rfc} 2.3 (SHOULD)`],
    [['referrer.hidden-as'], `${rfc} 4.2.4 (SHOULD)`],
    [['code.replay-revokes'], `${rfc} 4.2.4 (SHOULD)`],
    [['response.in-body'], `${rfc} 4.3.1 (may)`],
    [
      ['code.bound'],
      `${rfc} 2.5 (asymmetric client authentication is RECOMMENDED): it lies between off and on of this`,
    ],
    [['client.rs-of-server'], `${rfc} 4.9.1 (describes the attack; its measures are SHOULD)`],
  ],
  off: [
    [['redirect.same-origin'], `${rfc} 2.1 (the whole URI is compared)`],
    [
      ['metadata.authoritative'],
      `${rfc} 4.4.2.2 (takes it as possible that a server names the endpoint of another)`,
    ],
  ],
  unmodelled: outsideRfc9700,
});

export const rfc9700Should = documented({
  name: 'rfc9700-should',
  called,
  description: {
    en: 'RFC 9700, what it says MUST or SHOULD, of a server app',
    ja: 'RFC 9700のMUSTとSHOULD（サーバアプリ）',
  },
  scenario: { client: 'server-app' },
  over: rfc9700Must,
  on: [
    [['pkce.sent', 'pkce.s256', 'pkce.required'], `${rfc} 2.1.1 (RECOMMENDED)`],
    [['issuer.sent', 'issuer.checked'], `${rfc} 2.1, 4.4.2.1 (SHOULD)`],
    [['token.bound'], `${rfc} 2.2.1 (SHOULD)`],
    [['token.audience-checked', 'token.narrow-scope'], `${rfc} 2.3, 4.10.2 (SHOULD)`],
    [['client.authenticated'], `${rfc} 2.5 (SHOULD, if it can be)`],
    [['referrer.hidden-client', 'referrer.hidden-as', 'state.single-use'], `${rfc} 4.2.4 (SHOULD)`],
    [['code.replay-revokes'], `${rfc} 4.2.4 (SHOULD)`],
  ],
  unmodelled: outsideRfc9700,
});
