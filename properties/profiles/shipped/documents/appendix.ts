// The survey's appendix 2: what it reports of FAPI's drafts of 2017. Part 1 is about reading, Part 2 about reading and
// writing. A measure that is not in the model and that lies between a switch off and the same switch on leaves it unknown.

import { documented } from '../documented.js';
import { outsidePart1, outsidePart1Public, outsidePart2 } from './appendixOutside.js';

const called = "the survey's appendix 2";
const keys = 'a private key instead of a secret lies between off and on of this';

export const fapiPart1Confidential = documented({
  name: 'fapi-part-1-confidential',
  called,
  description: {
    en: "The survey's appendix 2 (1): FAPI Part 1, read-only, of a client that can keep a secret",
    ja: '論文の補論2（1）。FAPI第1巻（Read Only）、コンフィデンシャルクライアント',
  },
  scenario: { client: 'server-app' },
  on: [
    [['client.authenticated'], 'appendix 2 (1)イ(イ) client secret'],
    [['client.authenticated-always'], 'RFC 6749 3.2.1 (MUST)'],
    [['redirect.exact'], 'appendix 2 (1)イ(イ) registered, and one of them exactly'],
    [['consent.client-shown'], 'appendix 2 (1)イ(イ) consent; RFC 6749 10.2'],
    [['code.single-use'], 'appendix 2 (1)イ(イ) used once'],
    [['token.short-lived'], 'appendix 2 (1)イ(イ) shorter than the life of the refresh token'],
    [['secrets.strong-random'], 'appendix 2 (1)イ(イ) 128 bits from strong randomness'],
    [['pkce.s256'], 'appendix 2 (1)イ(イ) SHA-256; where a challenge is sent'],
    [['pkce.fresh'], 'RFC 7636 4.1; where a challenge is sent'],
    [['services.shown'], 'appendix 2 (1)イ(イ) a list of services for each token'],
    [['owner.can-revoke'], 'appendix 2 (1)イ(イ) the owner revokes'],
    [['tls.back'], 'appendix 2 (1)イ(ロ), (1)イ(ハ) TLS 1.2'],
    [['tls.front'], 'appendix 2 (1)イ(ハ) TLS 1.2'],
    [['token.narrow-scope'], 'appendix 2 (1)イ(ロ) the service lies within the rights of the token'],
    [['token.in-header'], 'appendix 2 (1)イ(ハ) the token is in the header'],
    [
      ['logs.no-codes', 'logs.no-tokens'],
      'appendix 2 (1)イ(ニ) strict access control on logs, which the survey equates with a measure of its own (CM6)',
    ],
    [
      ['redirect.equal-at-token', 'code.bound-to-client'],
      'RFC 6749 4.1.3 (MUST), on which the appendix builds (its note 37)',
    ],
    [['refresh.bound-to-client'], 'RFC 6749 6 (MUST), on which the appendix builds (its note 37)'],
  ],
  unknown: [
    [
      ['code.bound', 'refresh.bound'],
      `appendix 2 (1)イ(イ), (1)ロ(イ) mutual TLS or JWS instead of the secret; ${keys}`,
    ],
    [['code.short-lived'], 'appendix 2 (1)イ(イ) only if single use cannot be checked'],
    [['refresh.short-lived'], 'appendix 2 (1)イ(イ) only the order of the two lives is said'],
    [['owner.revokes-at-bank'], 'appendix 2 (1)イ(イ) where she revokes is not said'],
    [
      ['tls.start', 'server.authenticated-front', 'server.authenticated-back'],
      'appendix 2 (1)イ(ロ), (ハ) names TLS, neither the first request nor who the server is',
    ],
    [
      ['token.audience-checked'],
      'appendix 2 (1)イ(ハ) the identifier of a bank is sent; that it is compared is not said',
    ],
    [
      ['pkce.sent', 'pkce.required', 'pkce.verified', 'pkce.no-downgrade'],
      'appendix 2 (1)ロ(ニ) says it of public clients only',
    ],
    [
      ['state.compared', 'state.bound-to-agent', 'state.unsolicited-refused'],
      'RFC 6749 10.12 (MUST protect against CSRF); appendix 2 (1)ロ(ニ) says it of public clients only, and not how',
    ],
    [['consent.asked'], 'appendix 2 (1)イ(イ) consent only for what was not approved before'],
  ],
  unmodelled: outsidePart1,
});

export const fapiPart1Public = documented({
  name: 'fapi-part-1-public',
  called,
  description: {
    en: "The survey's appendix 2 (1): FAPI Part 1, read-only, of a public client",
    ja: '論文の補論2（1）。FAPI第1巻（Read Only）、パブリッククライアント',
  },
  scenario: { client: 'native-app' },
  over: fapiPart1Confidential,
  on: [
    [['pkce.sent', 'pkce.required', 'pkce.verified', 'pkce.s256'], 'appendix 2 (1)ロ(ニ) PKCE with SHA-256'],
    [['redirect.distinct'], 'appendix 2 (1)ロ(ニ) one redirect URI for each client and server'],
    [['redirect.equal-at-token'], 'appendix 2 (1)ロ(ニ) both redirect URIs are compared'],
  ],
  unknown: [
    [['redirect.by-issuer'], 'appendix 2 (1)ロ(ニ) logically separate; by what is not said'],
    [
      ['redirect.arrival-compared'],
      'appendix 2 (1)ロ(ニ) compares at the token request; FAPI 1.0 Part 1 5.2.3-4 compares the URI of arrival',
    ],
    [['app.trusted-source'], 'appendix 2 (1)ロ(ニ) what RFC 8252 demands'],
    [
      [
        'state.compared',
        'state.bound-to-agent',
        'state.fresh',
        'state.single-use',
        'state.unsolicited-refused',
      ],
      'appendix 2 (1)ロ(ニ) a countermeasure against CSRF; which is not said',
    ],
  ],
  off: [
    [
      ['client.authenticated', 'client.authenticated-always', 'code.bound', 'refresh.bound'],
      'appendix 2 (1)ロ(ニ) a public client',
    ],
  ],
  unmodelled: outsidePart1Public,
});

export const fapiPart2 = documented({
  name: 'fapi-part-2',
  called,
  description: {
    en: "The survey's appendix 2 (2): FAPI Part 2, read and write, of a client that can keep a secret; with all of Part 1",
    ja: '論文の補論2（2）。FAPI第2巻（Read and Write）、コンフィデンシャルクライアント。第1巻の対策も含む',
  },
  over: fapiPart1Confidential,
  on: [
    [
      ['token.bound', 'refresh.bound', 'code.bound'],
      'appendix 2 (2)イ(イ), (2)ロ(イ), (ロ), (ニ) bound by Token Binding or mutual TLS',
    ],
    [['request.signed'], 'appendix 2 (2)イ(イ) the request is signed (JWS)'],
    [['as.from-session'], 'appendix 2 (2)イ(ロ) the session keeps to whom the request was sent'],
    [['state.bound-to-agent'], 'appendix 2 (2)イ(ロ) the session of client and user agent'],
  ],
  unknown: [
    [
      ['response.signed'],
      'appendix 2 (2)イ(イ) the ID token as detached signature of the response: it lies between off and on of this',
    ],
    [
      ['issuer.sent', 'issuer.checked', 'issuer.missing-refused'],
      'appendix 2 (2)イ(ロ) the issuer of the ID token that comes with the code is compared: it lies between off and on of this',
    ],
  ],
  unmodelled: outsidePart2,
});
