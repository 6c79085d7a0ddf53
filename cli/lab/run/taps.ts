// What the attacker may read, by capability: bytes that really passed. A row for each capability, or the reason why there
// is none.

import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import type { Exchange } from '../listen.js';
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
/** What a server of this name and a browser (`front`) or the client (`back`) said to each other, as the server has it. */
const passed = (p: Sight, site: Exchange['site'] | null, from: 'front' | 'back'): readonly Exchange[] =>
  p.stack.exchanges.filter((e) => e.from === from && (site === null || e.site === site));
const textOf = (exchanges: readonly Exchange[]): string =>
  exchanges
    .map((e) => `${e.url} ${JSON.stringify(e.headers)} ${e.body} ${e.location ?? ''} ${e.out}`)
    .join('\n');
/** Whether one who answers in a server's place is taken for it: in the clear, or if its certificate is not verified. */
const isTaken = ({ urls: { is } }: Sight, side: 'front' | 'back'): boolean =>
  !is[`tls.${side}`] || !is[`server.authenticated-${side}`];
/** What somebody reads who answers in this server's place and passes on. */
const between = (p: Sight, site: Exchange['site'] | null, side: 'front' | 'back'): string =>
  isTaken(p, side) ? textOf(passed(p, site, side)) : '';
/** The client's answers that send a browser to an authorization server, to one who answers in the client's place. */
const starts = (p: Sight): string => {
  const { is, start } = p.urls;
  if (is['tls.start'] && is['server.authenticated-front']) return '';
  const path = new URL(start).pathname;
  return textOf(passed(p, 'client', 'front').filter((e) => e.url.startsWith(path)));
};
const asImpostor = {
  kind: 'staged',
  why: 'what an impostor passes on is read where it arrives, if nothing keeps the impostor out',
} as const;
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
    read: async (p) => `${await p.stack.ask.wire('front')}\n${between(p, null, 'front')}\n${starts(p)}`,
  },
  'proxy.host': {
    kind: 'real',
    read: async (p) => `${await p.stack.ask.wire('back')}\n${between(p, null, 'back')}`,
  },
  'dns.client': { ...asImpostor, read: (p) => `${between(p, 'client', 'front')}\n${starts(p)}` },
  'dns.rs': { ...asImpostor, read: (p) => between(p, 'rs', 'back') },
  // The response to the client comes from the bank, by way of her agent.
  'dns.as': {
    ...asImpostor,
    read: (p) => `${between(p, 'bank', 'front')}\n${between(p, 'bank', 'back')}`,
  },
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
