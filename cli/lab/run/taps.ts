// What the attacker may read, by capability: bytes that really passed. A row for each capability, or the reason why there
// is none.

import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import type { Sight } from './sight.js';

/** `real`: bytes off a wire, a log or a server. `staged`: the lab hands over what was stolen. `simulated`: a script. */
export type TapKind = 'real' | 'staged' | 'simulated';
interface TapRow {
  readonly kind: TapKind;
  /** What it reads; null: nothing by listening, it is used by moves. */
  readonly read: ((p: Sight) => Promise<string> | string) | null;
  /** Why it is not real. */
  readonly why?: string;
  /** Only with a browser. */
  readonly needsBrowser?: true;
  /** Cannot be had at all. */
  readonly missing?: string;
}

const hops = (p: Sight, ...kinds: readonly ('m3' | 'm7')[]): string =>
  p.alice.hops
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ url, body }) => `${url} ${body}`)
    .join('\n');
const whole = (p: Sight): string => `${hops(p, 'm3', 'm7')}\n${p.typed.join('\n')}\n${p.shown.join('\n')}`;
const valuesOf = (p: Sight, kind: string, isSent: () => boolean): string =>
  isSent() ? [...p.truth.values].flatMap(([term, v]) => (term.startsWith(kind) ? [v] : [])).join('\n') : '';

export const taps: Readonly<Record<CapabilityId, TapRow>> = {
  guess: { kind: 'real', read: null },
  'wiretap.front': { kind: 'real', read: (p) => p.stack.ask.wire('front') },
  'wiretap.back': { kind: 'real', read: (p) => p.stack.ask.wire('back') },
  'logs.live': { kind: 'real', read: async (p) => (await p.stack.ask.log()).join('\n') },
  'logs.after': { kind: 'real', read: (p) => p.logBefore },
  host: {
    kind: 'staged',
    why: 'the store is read by the lab; what is forwarded is what arrived at the host',
    read: async (p) =>
      [
        ...p.storesRead,
        ...(p.urls.is['redirector.none'] ? [] : await p.stack.ask.arrived()),
        // An app elsewhere is handed the token over the same host.
        ...(p.handsOver && !p.urls.is['redirector.none'] ? [valuesOf(p, 'access', () => true)] : []),
      ].join('\n'),
  },
  'agent.read-request': {
    kind: 'simulated',
    why: "events of alice's user agent",
    read: (p) => hops(p, 'm3'),
  },
  'agent.read-response': {
    kind: 'simulated',
    why: "events of alice's user agent",
    read: (p) => hops(p, 'm7'),
  },
  'agent.alter': { kind: 'simulated', why: "a script in alice's user agent", read: whole },
  hold: { kind: 'real', read: null },
  redirector: { kind: 'real', read: null },
  'proxy.terminal': {
    kind: 'real',
    read: (p) => p.stack.ask.wire('front'),
  },
  'proxy.host': { kind: 'real', read: (p) => p.stack.ask.wire('back') },
  'dns.client': { kind: 'real', read: null },
  'dns.rs': { kind: 'real', read: null },
  'dns.as': { kind: 'real', read: null },
  'alter.first-request': {
    kind: 'real',
    read: (p) => (p.urls.is['tls.start'] ? '' : hops(p, 'm3')),
  },
  'own.as': { kind: 'real', read: null },
  'own.rs': {
    kind: 'real',
    read: null,
    missing: 'the client knows one resource server for each authorization server',
  },
  'own.client': { kind: 'real', read: null },
  lure: { kind: 'real', read: null },
  'content.client': { kind: 'real', read: null, needsBrowser: true },
  'content.as': { kind: 'real', read: null, missing: "the servers' pages show nothing of third parties" },
  'fake-app': {
    kind: 'simulated',
    why: "a script in alice's user agent",
    read: (p) => (p.isRelayed ? whole(p) : ''),
  },
  'fake-app.claims-uri': {
    kind: 'staged',
    why: 'the response is sent to the attacker by the relay',
    read: null,
  },
  'look-alike': {
    kind: 'simulated',
    why: "a script in alice's user agent stands for a site between",
    read: (p) => (p.isRelayed ? whole(p) : ''),
  },
  frame: { kind: 'real', read: null },
  overlay: { kind: 'simulated', why: "a script in alice's user agent", read: null },
  'stolen.code': { kind: 'staged', why: 'the lab hands it over', read: (p) => hops(p, 'm7') },
  'stolen.access': {
    kind: 'staged',
    why: 'the lab hands it over',
    read: (p) => valuesOf(p, 'access', () => true),
  },
  'stolen.refresh': {
    kind: 'staged',
    why: 'the lab hands it over',
    read: (p) => valuesOf(p, 'refresh', () => true),
  },
  malware: { kind: 'simulated', why: "a script in alice's user agent", read: whole },
};
