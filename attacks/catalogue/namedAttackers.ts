// Attackers that documents name, as the capabilities that they come to here. FAPI 2.0 names two more: A5, at a token
// endpoint that is misconfigured, and A7, who reads resource requests. No capability stands for them yet.

import { capabilities, type CapabilityId } from '../capabilities/capabilities.js';

export interface NamedAttacker {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  readonly source: string;
  readonly capabilities: readonly CapabilityId[];
}

const web = ['lure', 'frame'] as const;
const network = [
  'wiretap.front',
  'wiretap.back',
  'alter.first-request',
  'hold',
  'dns.client',
  'dns.as',
  'dns.rs',
] as const;
/** What the survey itself gives its attacker, by the places that capabilities come from. */
const from = (...places: readonly string[]): readonly CapabilityId[] =>
  capabilities.filter(({ source }) => places.some((place) => source.startsWith(place))).map(({ id }) => id);

/** RFC 9700 lets them work together: give several names. A3 to A5 are what they can do besides A1 or A2. */
export const namedAttackers: readonly NamedAttacker[] = [
  {
    id: 'survey',
    name: { en: 'The attacker of the survey', ja: '調査論文の攻撃者' },
    source: 'paper section 3(1), figure 4, its threats T1 to T12',
    capabilities: [
      ...from('paper figure 4', 'paper section 3(1)'),
      // What its threats take besides: a server of its own (T6), a forwarder (T4, T7D), a fake app that takes over a flow
      // (T8), and that the victim is led (T11, T12).
      'own.as',
      'redirector',
      'fake-app.claims-uri',
      'lure',
    ],
  },
  {
    id: 'survey-malware',
    name: { en: 'Malware on her terminal', ja: '端末のマルウェア' },
    source: 'paper section 5(2)',
    capabilities: from('paper section 5(2)'),
  },
  {
    id: 'rfc9700-a1',
    name: { en: 'A1, a web attacker', ja: 'A1 ウェブの攻撃者' },
    source: 'RFC 9700 3 (A1)',
    capabilities: [...web, 'own.client', 'own.as', 'own.rs'],
  },
  {
    id: 'rfc9700-a2',
    name: { en: 'A2, a network attacker', ja: 'A2 ネットワークの攻撃者' },
    source: 'RFC 9700 3 (A2)',
    capabilities: [...web, 'own.client', 'own.as', 'own.rs', ...network],
  },
  {
    id: 'rfc9700-a3',
    name: {
      en: 'A3, who can read the authorization response',
      ja: 'A3 認可レスポンスを読める攻撃者',
    },
    source: 'RFC 9700 3 (A3)',
    capabilities: [
      'agent.read-response',
      'fake-app.claims-uri',
      'redirector',
      'content.client',
      'logs.live',
      'logs.after',
      'stolen.code',
    ],
  },
  {
    id: 'rfc9700-a4',
    name: { en: 'A4, who can read the authorization request', ja: 'A4 認可リクエストを読める攻撃者' },
    source: 'RFC 9700 3 (A4)',
    capabilities: ['agent.read-request', 'content.as'],
  },
  {
    id: 'rfc9700-a5',
    name: { en: 'A5, who can acquire an access token', ja: 'A5 アクセストークンを入手できる攻撃者' },
    source: 'RFC 9700 3 (A5)',
    capabilities: ['stolen.access'],
  },
  {
    id: 'fapi2-a1',
    name: { en: 'A1, a web attacker', ja: 'A1 ウェブの攻撃者' },
    source: 'FAPI 2.0 Attacker Model, A1',
    capabilities: web,
  },
  {
    id: 'fapi2-a1a',
    name: { en: 'A1a, a web attacker with a server of its own', ja: 'A1a 認可サーバも運営する攻撃者' },
    source: 'FAPI 2.0 Attacker Model, A1a',
    capabilities: [...web, 'own.as'],
  },
  {
    id: 'fapi2-a2',
    name: { en: 'A2, a network attacker', ja: 'A2 ネットワークの攻撃者' },
    source: 'FAPI 2.0 Attacker Model, A2',
    capabilities: [...web, ...network],
  },
  {
    id: 'fapi2-a3a',
    name: {
      en: 'A3a, who can read the authorization request',
      ja: 'A3a 認可リクエストを読める攻撃者',
    },
    source: 'FAPI 2.0 Attacker Model, A3a',
    capabilities: ['agent.read-request', 'content.as'],
  },
];
