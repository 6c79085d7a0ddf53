// Who can do what, and what keeps whom from it: one table. The moves derive from it who makes them.

import type { ClientKind } from '../../model/entities/client.js';
import type { SwitchId } from '../../model/switches.js';
import type { Run } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type AttackerMove, attackerMove, type Look, type Needs } from './common.js';

/** Somebody who can do a thing, and the switches that keep it from that if all of them are on; none: nothing does. */
export interface Doer {
  readonly by: CapabilityId;
  readonly unless?: readonly SwitchId[];
}
interface Row extends Doer {
  /** With these kinds of client only. */
  readonly at?: readonly ClientKind[];
}

const site: Row['at'] = ['server-app', 'server-app+access-app'];
const app: Row['at'] = ['native-app'];
const ofSource: Doer['unless'] = ['app.trusted-source'];
/** Without TLS anybody on the way answers; with TLS whoever is not known by its certificate. */
const onFront: Doer['unless'] = ['tls.front', 'server.authenticated-front'];
const onBack: Doer['unless'] = ['tls.back', 'server.authenticated-back'];

/** Whoever can alter what alice's terminal shows, and what reaches it there from elsewhere. */
const onHerTerminal: readonly Row[] = [{ by: 'agent.alter' }, { by: 'malware' }, { by: 'overlay' }];
/** Whoever is in front of the client's pages, if it is a site: an app's come from nowhere else. */
const inFrontOfPages: readonly Row[] = [
  { by: 'proxy.terminal', unless: onFront, at: site },
  { by: 'dns.client', unless: onFront, at: site },
];
/** Whoever is in front of the bank's pages. */
const inFrontOfBanksPages: readonly Row[] = [
  { by: 'proxy.terminal', unless: onFront },
  { by: 'dns.as', unless: onFront },
];
/** Whoever is in front of the client's own requests to the bank: a server app runs elsewhere than an app. */
const inFrontOfClient: readonly Row[] = [
  { by: 'proxy.host', unless: onBack, at: site },
  { by: 'proxy.terminal', unless: onBack, at: app },
];
/** Whoever has what the client sends to a server of the bank's, and answers it. */
const answersFor = (server: 'dns.as' | 'dns.rs'): readonly Row[] => [
  { by: server, unless: onBack },
  ...inFrontOfClient,
];
/** What the client shows, which it has from a server of the bank's. */
const shows = (server: 'dns.as' | 'dns.rs'): readonly Row[] => [
  ...onHerTerminal,
  ...inFrontOfPages,
  ...answersFor(server),
];
/** The same for all that passes between her browser and the client, the first request included. */
const onFrontOrStart: Doer['unless'] = ['tls.start', 'tls.front', 'server.authenticated-front'];
/**
 * Whoever is on the way of a message to the client, or answers for it: it has the client's cookie of alice's browser, or
 * sets it (RFC 6265 section 8.3 and 8.6). An app on her device has none.
 */
const cookie: readonly Row[] = [
  { by: 'wiretap.front', unless: ['tls.start', 'tls.front'], at: site },
  { by: 'alter.first-request', unless: ['tls.start'], at: site },
  { by: 'proxy.terminal', unless: onFrontOrStart, at: site },
  { by: 'dns.client', unless: onFrontOrStart, at: site },
];
/** Whoever is on the way can also let nothing pass, whatever protects it. */
const holds: readonly Row[] = [
  { by: 'hold' },
  { by: 'agent.alter' },
  { by: 'proxy.terminal' },
  { by: 'dns.as' },
];
/** Without TLS anybody on the way of the first request answers; with TLS whoever is not known by its certificate. */
const onStart: Doer['unless'] = ['tls.start', 'server.authenticated-front'];

const deeds = {
  /**
   * Has alice's browser open an address: a page that she visits, one that frames others included, and malware. An app
   * that is installed needs no lure (RFC 8252 section 8.6).
   */
  leads: [
    { by: 'lure' },
    { by: 'frame' },
    { by: 'malware' },
    { by: 'fake-app', unless: ofSource, at: app },
    { by: 'fake-app.claims-uri', unless: ofSource, at: app },
  ],
  /** Is what alice takes for the client when she starts. */
  standsBetween: [
    { by: 'fake-app', unless: ofSource, at: ['server-app+access-app', 'native-app'] },
    { by: 'look-alike', unless: ofSource, at: ['server-app'] },
  ],
  altersStart: [
    { by: 'alter.first-request', unless: ['tls.start'] },
    { by: 'agent.alter' },
    { by: 'proxy.terminal', unless: onStart, at: site },
    { by: 'dns.client', unless: onStart, at: site },
  ],
  /** On its way from the client, or to the bank. */
  altersRequest: [
    { by: 'agent.alter' },
    { by: 'alter.first-request', unless: ['tls.start'] },
    { by: 'proxy.terminal', unless: onFrontOrStart, at: site },
    { by: 'proxy.terminal', unless: onFront, at: app },
    { by: 'dns.client', unless: onStart, at: site },
    { by: 'dns.as', unless: onFront },
  ],
  /** On its way from the bank, or to the client. */
  altersResponse: [
    { by: 'agent.alter' },
    { by: 'dns.client', unless: onFront, at: site },
    ...inFrontOfBanksPages,
  ],
  holdsRequest: holds,
  holdsResponse: [...holds, { by: 'dns.client', at: site }],
  /** Answers for the client's address or its custom URI scheme. */
  takesResponse: [
    { by: 'fake-app.claims-uri', unless: ofSource, at: app },
    { by: 'dns.client', unless: onFront, at: site },
  ],
  /** Has the bank's form approved without her seeing it, or with her seeing another. */
  approves: [
    { by: 'frame' },
    { by: 'overlay' },
    { by: 'agent.alter' },
    { by: 'malware' },
    ...inFrontOfBanksPages,
  ],
  /** Shows her a page of the bank's on which she logs in. */
  asksPassword: inFrontOfBanksPages,
  /** Has the client's cookie of alice's browser. */
  hasCookie: cookie,
  /** Acts as alice at the genuine client, in a session of hers. */
  drives: [{ by: 'malware' }, { by: 'agent.alter' }, ...cookie],
  showsServices: shows('dns.as'),
  showsAccount: shows('dns.rs'),
  /** What she reviews at the client; at the bank. */
  showsReview: [...onHerTerminal, ...inFrontOfPages],
  showsBanksReview: [...onHerTerminal, ...inFrontOfBanksPages],
  /** Keeps what the client sends to a server of the bank's. */
  keepsFromServer: answersFor('dns.as'),
  keepsFromResourceServer: answersFor('dns.rs'),
  /** Keeps what alice enters, before the client or behind it. */
  keepsEntry: [...inFrontOfPages, ...answersFor('dns.rs')],
} as const satisfies Readonly<Record<string, readonly Row[]>>;
export type Deed = keyof typeof deeds;

/** Who can do it with this kind of client, in the order of the table. */
export const doersOf = (deed: Deed, { scenario }: Pick<Look, 'scenario'>): readonly Doer[] =>
  (deeds[deed] as readonly Row[]).filter(({ at }) => at === undefined || at.includes(scenario.client));

/** Whether its switches keep it from that in this configuration. */
export const isKeptOut = (run: Pick<Run, 'ask'>, { unless = [] }: Doer): boolean =>
  unless.length > 0 && unless.every((id) => run.ask(id));

/** One move for each who can do a thing; it is not made where the switches keep that one from it. */
export const movesOf = (
  deed: Deed,
  world: Look,
  action: string,
  choice: (by: CapabilityId) => Readonly<Record<string, unknown>>,
  how: {
    readonly message: string;
    readonly to: string;
    readonly needs?: Needs;
    /** Besides. */
    readonly capabilities?: readonly CapabilityId[];
  },
  act: (run: Run, by: CapabilityId) => boolean,
): readonly AttackerMove[] =>
  doersOf(deed, world).map((doer) =>
    attackerMove(
      action,
      choice(doer.by),
      { ...how, capabilities: [doer.by, ...(how.capabilities ?? [])] },
      (run) => !isKeptOut(run, doer) && act(run, doer.by),
    ),
  );
