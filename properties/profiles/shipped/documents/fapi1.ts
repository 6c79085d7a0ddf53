// FAPI 1.0 Part 2: Advanced, with signed responses (JARM), of a client that can keep a secret. What Part 1 says holds too.

import { documented } from '../documented.js';
import { outsideFapi1 } from './fapi1Outside.js';

const part1 = 'FAPI 1.0 Part 1';
const part2 = 'FAPI 1.0 Part 2';

export const fapi1AdvancedJarm = documented({
  name: 'fapi-1.0-advanced-jarm',
  called: 'FAPI 1.0',
  description: {
    en: 'FAPI 1.0 Part 2: Advanced, with signed responses (JARM) instead of an ID token with the code',
    ja: 'FAPI 1.0 Part 2: Advanced。認可コードに伴うIDトークンではなく、署名付き応答（JARM）を用いるもの',
  },
  scenario: { client: 'server-app' },
  on: [
    [['tls.front', 'tls.back'], `${part1} 7.1`],
    [['server.authenticated-front', 'server.authenticated-back'], `${part1} 7.1-2`],
    [['client.authenticated'], `${part1} 5.2.2-4, ${part2} 5.2.2-14`],
    [['client.authenticated-always'], 'RFC 6749 3.2.1 (MUST)'],
    [['redirect.exact'], `${part1} 5.2.2-8, -10`],
    [['redirect.distinct', 'redirect.arrival-compared'], `${part1} 5.2.3-3, -4`],
    [['redirect.equal-at-token', 'code.bound-to-client'], 'RFC 6749 4.1.3 (MUST)'],
    [['refresh.bound-to-client'], 'RFC 6749 6 (MUST)'],
    [['consent.client-shown'], `${part1} 5.2.2-12, -17`],
    [['code.single-use'], `${part1} 5.2.2-13`],
    [['secrets.strong-random'], `${part1} 5.2.2-16`],
    [['pkce.fresh'], 'RFC 7636 4.1; where a challenge is sent'],
    [['metadata.issuer-verified'], `${part1} 5.2.2-22, OpenID Connect Discovery 1.0 4.3`],
    [['token.in-header'], `${part1} 6.2.1-2, -3, 6.2.2-1`],
    [['token.narrow-scope'], `${part1} 6.2.1-5`],
    [['as.from-session'], `${part1} 5.2.3-4`],
    [['request.signed'], `${part2} 5.2.2-1, 5.2.3-8`],
    [['token.bound'], `${part2} 5.2.2-5, -6, 6.2.1-2`],
    [['response.signed'], `${part2} 5.2.2-2, 5.2.3.2-1`],
    [['issuer.sent'], 'JARM 2.1 (the issuer is in the signed response)'],
    [['issuer.checked', 'issuer.missing-refused'], 'JARM 2.4 (the client checks it)'],
  ],
  unknown: [
    [['tls.start'], `${part1} 7.1 (should prevent stripping)`],
    [['redirect.by-issuer'], `${part1} 5.2.3-3 (for each authorization server; by what is not said)`],
    [['code.short-lived'], 'RFC 6749 4.1.2 (ten minutes are recommended)'],
    [['owner.can-revoke', 'owner.revokes-at-bank', 'services.shown'], `${part1} 5.2.2-17, -18 (should)`],
    [['token.short-lived'], `${part1} 5.2.2-21 (should, unless the token is bound)`],
    [
      ['state.compared', 'state.bound-to-agent', 'state.unsolicited-refused'],
      `${part1} 5.2.2.3, 5.2.3-6 (protection against CSRF; one of several)`,
    ],
    [['logs.no-codes', 'logs.no-tokens'], `${part1} 7.4.1, 7.4.2 (should)`],
    [
      ['pkce.sent', 'pkce.required', 'pkce.verified', 'pkce.s256'],
      `${part2} 5.2.2-18 (only where requests are pushed)`,
    ],
    [
      ['code.bound', 'refresh.bound'],
      `${part2} 5.2.2-14 (private_key_jwt or mutual TLS): a private key instead of a secret lies between off and on of this`,
    ],
  ],
  off: [[['metadata.authoritative'], 'no document demands it: RFC 8414 3.3 compares the issuer only']],
  unmodelled: outsideFapi1,
});
