// The catalogue: which attack paths are which of the paper's threats. It only labels. Each entry is a predicate over
// what a path took (which secrets), by which capability, by which kinds of move, toward which goal. Searches, replay
// and verdicts work without this folder; a path that no entry recognises is reported as unnamed.

import type { TermKind } from '../../model/names.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { Path } from '../paths.js';
import { goals } from '../goals.js';
import type { ThreatId } from './paper.js';

const reading = new Set(['read.direct', 'read.via-client', 'read.lasting', 'transfer']);
const foreignContent = new Set(['session', 'capture', 'sync']);
const isEnd = (path: Path) => goals.find(({ id }) => id === path.goal)?.kind === 'end';

const took = (path: Path, kinds: readonly TermKind[], by: readonly CapabilityId[]) =>
  path.provenance.some((p) => by.includes(p.capability) && p.kinds.some((k) => kinds.includes(k)));
const tookAny = (path: Path, kinds: readonly TermKind[]) =>
  path.provenance.some((p) => p.kinds.some((k) => kinds.includes(k)));
const has = (path: Path, ...ids: readonly CapabilityId[]) => ids.some((id) => path.capabilities.includes(id));
const does = (path: Path, ...actions: readonly string[]) =>
  path.moves.some((move) => actions.some((action) => move.split(' ')[0]!.endsWith(`.${action}`)));
/** The attacker's own agent continues a session with a state that is not of a session it started. */
const sendsForeignState = (path: Path) =>
  path.moves.some((move) => {
    if (!move.startsWith('attacker.sendsCallback ')) return false;
    const state = /"state":"state:(s\d)"/.exec(move)?.[1];
    return state !== undefined && !path.moves.some((m) => m.startsWith(`attacker.starts {"slot":"${state}"`));
  });
const forwards = (path: Path) => path.absent.includes('redirector.none');

const codeAndTheLike: readonly TermKind[] = ['code', 'refresh', 'secret', 'verifier'];
const networkReads: readonly CapabilityId[] = ['wiretap.front', 'wiretap.back'];
const hostReads: readonly CapabilityId[] = ['logs.live', 'logs.after', 'host'];
const proxies: readonly CapabilityId[] = ['proxy.terminal', 'proxy.host'];

export const labels: readonly { readonly threat: ThreatId; readonly is: (path: Path) => boolean }[] = [
  { threat: 'T1', is: (p) => reading.has(p.goal) && took(p, ['access'], ['guess']) },
  { threat: 'T2', is: (p) => reading.has(p.goal) && took(p, ['access'], networkReads) },
  { threat: 'T3', is: (p) => reading.has(p.goal) && took(p, ['access'], hostReads) && !forwards(p) },
  {
    threat: 'T4',
    is: (p) => reading.has(p.goal) && took(p, ['access'], ['host', 'agent.alter']) && forwards(p),
  },
  { threat: 'T5', is: (p) => reading.has(p.goal) && took(p, ['access'], proxies) },
  {
    threat: 'T6',
    is: (p) => reading.has(p.goal) && has(p, 'own.as') && took(p, ['code', 'access'], ['own.as']),
  },
  { threat: 'T7A', is: (p) => reading.has(p.goal) && took(p, codeAndTheLike, ['guess']) },
  { threat: 'T7B', is: (p) => reading.has(p.goal) && took(p, codeAndTheLike, networkReads) },
  { threat: 'T7C', is: (p) => reading.has(p.goal) && took(p, codeAndTheLike, hostReads) && !forwards(p) },
  {
    threat: 'T7D',
    is: (p) =>
      reading.has(p.goal) &&
      forwards(p) &&
      (has(p, 'redirector') || took(p, codeAndTheLike, ['host', 'agent.alter'])),
  },
  { threat: 'T7E', is: (p) => reading.has(p.goal) && took(p, codeAndTheLike, proxies) },
  {
    threat: 'T7F',
    is: (p) =>
      reading.has(p.goal) &&
      took(p, ['code', 'access', 'secret', 'verifier'], ['dns.client', 'dns.rs', 'dns.as']),
  },
  { threat: 'T8', is: (p) => isEnd(p) && has(p, 'fake-app', 'look-alike', 'fake-app.claims-uri') },
  {
    threat: 'T9',
    is: (p) => reading.has(p.goal) && sendsForeignState(p),
  },
  {
    threat: 'T10',
    is: (p) =>
      p.goal === 'transfer' &&
      has(p, 'agent.alter', 'alter.first-request') &&
      does(p, 'altersRequest', 'altersOrder', 'altersOrderInAgent', 'drivesUse', 'getsApproval'),
  },
  { threat: 'T11', is: (p) => p.goal === 'capture' || p.goal === 'sync' },
  {
    threat: 'T12',
    is: (p) =>
      foreignContent.has(p.goal) &&
      does(p, 'luresCallback', 'altersResponse', 'altersRequest', 'sendsCallback'),
  },
  { threat: 'N1', is: (p) => p.goal === 'credentials' },
  { threat: 'N2', is: (p) => isEnd(p) && has(p, 'frame') && does(p, 'getsApproval') },
  { threat: 'N3', is: (p) => p.goal === 'transfer' && has(p, 'overlay') && does(p, 'getsApproval') },
  {
    threat: 'N4',
    is: (p) =>
      p.goal === 'denial' &&
      does(p, 'redeems', 'claimsEndpoint') &&
      p.present.includes('code.replay-revokes'),
  },
  {
    threat: 'N5',
    is: (p) => p.goal === 'denial' && does(p, 'refreshes') && p.present.includes('refresh.reuse-revokes'),
  },
  { threat: 'N6', is: (p) => isEnd(p) && has(p, 'malware') },
];

const ofT7: readonly string[] = ['T7A', 'T7B', 'T7C', 'T7D', 'T7E', 'T7F'];

/** The threats that a path is an instance of, in the catalogue's order. */
export function threatsOf(path: Path): readonly ThreatId[] {
  const direct = labels.filter(({ is }) => is(path)).map(({ threat }) => threat);
  const otherwise =
    reading.has(path.goal) && tookAny(path, codeAndTheLike) && !has(path, 'malware', 'own.as');
  const isT7 = direct.some((id) => ofT7.includes(id)) || otherwise;
  return isT7 ? [...direct, 'T7'] : direct;
}
