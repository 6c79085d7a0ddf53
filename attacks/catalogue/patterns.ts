// What the paper's threats look like, as data: toward which goals, and by what evidence on the way. One table serves
// twice: to name a path that was found, and to ask the search where a threat exists at all.

import type { TermKind } from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import { type CapabilityId, capabilities } from '../capabilities/capabilities.js';
import { type GoalId, goals } from '../goals.js';
import type { ThreatId } from './paper.js';

/** One thing about the way to a goal, without which it would not be this way. */
export type Evidence =
  /** A secret of a kind was used, known by a capability. */
  | { readonly uses: TermKind; readonly by: CapabilityId }
  | { readonly has: CapabilityId }
  /** A move of this action was made, by whoever makes it. */
  | { readonly does: string }
  /** The attacker's own agent continues the session that the state names, and that session is not one it started. */
  | { readonly sends: 'foreign state' }
  /** A check is absent, or present. */
  | { readonly off: SwitchId }
  | { readonly on: SwitchId };

export interface Pattern {
  readonly goals: readonly GoalId[];
  /** Of each list, one at least. */
  readonly all: readonly (readonly Evidence[])[];
  /** None of these. */
  readonly none?: readonly Evidence[];
}

const reading = ['read.direct', 'read.via-client', 'read.lasting', 'transfer'] as const;
const ends: readonly GoalId[] = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);
const codeAndTheLike = ['code', 'refresh', 'secret', 'verifier'] as const;
const network = ['wiretap.front', 'wiretap.back'] as const;
const hosting = ['logs.live', 'logs.after', 'host'] as const;
const proxies = ['proxy.terminal', 'proxy.host'] as const;
const everyone = capabilities.map(({ id }) => id);

const took = (kinds: readonly TermKind[], by: readonly CapabilityId[]): readonly Evidence[] =>
  kinds.flatMap((uses) => by.map((capability) => ({ uses, by: capability })));
const has = (...ids: readonly CapabilityId[]): readonly Evidence[] => ids.map((id) => ({ has: id }));
const does = (...actions: readonly string[]): readonly Evidence[] =>
  actions.map((action) => ({ does: action }));
const forwards: Evidence = { off: 'redirector.none' };

/** For each threat its patterns, any of which will do, in the order of the survey. */
export const patterns: readonly { readonly threat: ThreatId; readonly any: readonly Pattern[] }[] = [
  { threat: 'T1', any: [{ goals: reading, all: [took(['access'], ['guess'])] }] },
  { threat: 'T2', any: [{ goals: reading, all: [took(['access'], network)] }] },
  { threat: 'T3', any: [{ goals: reading, all: [took(['access'], hosting)], none: [forwards] }] },
  { threat: 'T4', any: [{ goals: reading, all: [took(['access'], ['host', 'agent.alter']), [forwards]] }] },
  { threat: 'T5', any: [{ goals: reading, all: [took(['access'], proxies)] }] },
  { threat: 'T6', any: [{ goals: reading, all: [took(['code', 'access'], ['own.as'])] }] },
  { threat: 'T7A', any: [{ goals: reading, all: [took(codeAndTheLike, ['guess'])] }] },
  { threat: 'T7B', any: [{ goals: reading, all: [took(codeAndTheLike, network)] }] },
  { threat: 'T7C', any: [{ goals: reading, all: [took(codeAndTheLike, hosting)], none: [forwards] }] },
  {
    threat: 'T7D',
    any: [
      { goals: reading, all: [[forwards], has('redirector')] },
      { goals: reading, all: [[forwards], took(codeAndTheLike, ['host', 'agent.alter'])] },
    ],
  },
  { threat: 'T7E', any: [{ goals: reading, all: [took(codeAndTheLike, proxies)] }] },
  {
    threat: 'T7F',
    any: [
      {
        goals: reading,
        all: [took(['code', 'access', 'secret', 'verifier'], ['dns.client', 'dns.rs', 'dns.as'])],
      },
    ],
  },
  { threat: 'T8', any: [{ goals: ends, all: [has('fake-app', 'look-alike', 'fake-app.claims-uri')] }] },
  { threat: 'T9', any: [{ goals: reading, all: [[{ sends: 'foreign state' }]] }] },
  {
    threat: 'T10',
    any: [
      {
        goals: ['transfer'],
        all: [
          has('agent.alter', 'alter.first-request'),
          does('altersRequest', 'altersOrder', 'drivesUse', 'getsApproval'),
        ],
      },
    ],
  },
  { threat: 'T11', any: [{ goals: ['capture', 'sync'], all: [] }] },
  {
    threat: 'T12',
    any: [
      {
        goals: ['session', 'capture', 'sync'],
        all: [does('luresCallback', 'altersResponse', 'altersRequest', 'sendsCallback')],
      },
    ],
  },
  { threat: 'N1', any: [{ goals: ['credentials'], all: [[{ off: 'redirect.303' }]] }] },
  { threat: 'N2', any: [{ goals: ends, all: [has('frame'), does('getsApproval')] }] },
  { threat: 'N3', any: [{ goals: ['transfer'], all: [has('overlay'), does('getsApproval')] }] },
  {
    threat: 'N4',
    any: [{ goals: ['denial'], all: [does('redeems', 'claimsEndpoint'), [{ on: 'code.replay-revokes' }]] }],
  },
  {
    threat: 'N5',
    any: [{ goals: ['denial'], all: [does('refreshes'), [{ on: 'refresh.reuse-revokes' }]] }],
  },
  { threat: 'N6', any: [{ goals: ends, all: [has('malware')] }] },
];

/** Any other way to take a code or the like is of T7, too, though of none of its six ways in. */
export const otherCodeTheft: Pattern = {
  goals: reading,
  all: [took(codeAndTheLike, everyone)],
  none: has('malware', 'own.as'),
};
export const waysOfT7: readonly ThreatId[] = ['T7A', 'T7B', 'T7C', 'T7D', 'T7E', 'T7F'];

/** The patterns of a threat: T7 is any of its ways in, and any other theft of a code or the like. */
export const patternsOf = (threat: ThreatId): readonly Pattern[] =>
  threat === 'T7'
    ? [...patterns.filter((p) => waysOfT7.includes(p.threat)).flatMap(({ any }) => any), otherCodeTheft]
    : patterns.filter((p) => p.threat === threat).flatMap(({ any }) => any);
