// FAPI 2.0 Security Profile, Final (22 February 2025).

import { documented } from '../documented.js';
import { outsideFapi2 } from './fapi2Outside.js';

const profile = 'FAPI 2.0 Security Profile';

export const fapi2 = documented({
  name: 'fapi-2.0-security-profile',
  called: profile,
  description: {
    en: 'FAPI 2.0 Security Profile (Final); whether requests are pushed is not in the model yet',
    ja: 'FAPI 2.0 Security Profile（Final）。認可リクエストの事前送信（PAR）はまだモデルに含まれない',
  },
  scenario: { client: 'server-app' },
  on: [
    [['tls.front', 'tls.back'], `${profile} 5.2.1-1, -2`],
    [['tls.start'], `${profile} 5.2.3-1`],
    [['server.authenticated-front', 'server.authenticated-back'], `${profile} 5.2.1 (RFC 9525)`],
    [['secrets.strong-random'], `${profile} 5.4.1-4`],
    [['client.strong-random'], `${profile} 5.4.1-4, RFC 7636 7.1`],
    [['redirector.none'], `${profile} 5.3.2.1-7, 5.3.3.1-4`],
    [['redirect.equal-at-token', 'code.bound-to-client'], 'RFC 6749 4.1.3 (MUST)'],
    [['refresh.bound-to-client'], 'RFC 6749 6 (MUST)'],
    [['issuer.sent'], `${profile} 5.3.2.2-7`],
    [['issuer.checked', 'issuer.missing-refused'], `${profile} 5.3.3.2-5, RFC 9207 2.4`],
    [['as.from-session'], 'RFC 9207 2.4 (the issuer that the request was sent to)'],
    [['token.in-header'], `${profile} 5.3.3.1-3, 5.3.4-1, -2`],
    [['code.single-use'], `${profile} 5.3.2.2-9`],
    [['code.short-lived'], `${profile} 5.3.2.1-11`],
    [['client.authenticated'], `${profile} 5.3.2.1-6`],
    [['client.authenticated-always'], 'RFC 6749 3.2.1 (MUST)'],
    [['pkce.sent', 'pkce.s256'], `${profile} 5.3.3.2-3`],
    [['pkce.required', 'pkce.verified', 'pkce.no-downgrade'], `${profile} 5.3.2.2-5`],
    [
      ['pkce.fresh', 'state.bound-to-agent'],
      `${profile} 5.3.3.2-4 (the challenge is bound to flow and user agent)`,
    ],
    [['token.bound'], `${profile} 5.3.2.1-4, -5, 5.3.4-5`],
    [['metadata.issuer-verified'], `${profile} 5.3.3.1-11`],
    [['token.narrow-scope'], `${profile} 5.3.4-4`],
    [['redirect.303'], `${profile} 5.3.2.2-10, -11`],
    [['start.csrf-checked'], `${profile} 5.3.3.1-12`],
  ],
  unknown: [
    [
      ['redirect.exact'],
      `${profile} 5.3.2.2-6 (registration is not required of URIs that an authenticated client pushes)`,
    ],
    [
      ['request.signed'],
      `${profile} 5.3.2.2-3, -4 (only requests that the authenticated client pushed): as if signed, nobody else can make or alter one; but it carries no signature`,
    ],
    [['code.replay-revokes'], 'RFC 6749 4.1.2 (SHOULD)'],
    [['refresh.none', 'refresh.short-lived', 'token.short-lived'], `${profile} 6.1`],
    [['refresh.bound'], 'RFC 9449 5 (public clients), RFC 8705 7.1: by the authentication of the client'],
    [
      ['code.bound'],
      `${profile} 5.3.2.1-12, 5.3.3.1 Note 2 (the server must be able to, the client need not)`,
    ],
    [['client.rs-of-server'], `${profile} 6.3 (a precondition of an attack)`],
    [['token.audience-checked'], 'RFC 9700 2.3 (SHOULD)'],
    [['grant.order-compared'], `${profile} 5.3.2.2 Note 5`],
    [['consent.client-shown'], `${profile} 5.3.2.2-13 (should)`],
    [
      ['frames.refused', 'referrer.hidden-client', 'referrer.hidden-as'],
      'RFC 9700 4.16, 4.2.4, which the profile aims to follow',
    ],
  ],
  off: [
    [
      ['redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared'],
      `${profile} 5.3.3.2-5 (the issuer instead)`,
    ],
    [['refresh.rotated', 'refresh.reuse-revokes'], `${profile} 5.3.2.1-9 (shall not rotate)`],
    [
      ['state.compared', 'state.fresh', 'state.single-use'],
      `${profile} 5.3.2.2 Note 4 (state is not used against CSRF)`,
    ],
    [['metadata.authoritative'], 'no document demands it: RFC 8414 3.3 compares the issuer only'],
  ],
  unmodelled: outsideFapi2,
});
