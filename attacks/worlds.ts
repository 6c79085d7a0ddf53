// Which worlds are searched: nothing here is picked by hand. A kind of world is the default one, or the default one with
// one of its settings otherwise; what is stated of the world is kept in all of them. Each kind is searched at several
// sizes, for no size that can be exhausted holds all the others.

import { defaultScenario, type Scenario } from '../model/scenario.js';
import { measures } from '../model/measures.js';
import { type SwitchId, switches } from '../model/switches.js';
import type { CapabilityId } from './capabilities/capabilities.js';
import type { BoundedSearch } from './searches.js';
import { type Size, worldName } from './sizes.js';

/** Other values of the settings that make a kind of world. */
const otherwise = {
  client: ['server-app+access-app', 'native-app', 'server-app'],
  orders: ['scope-only', 'granted'],
  refresh: [true, false],
} as const satisfies { readonly [K in keyof Scenario]?: readonly Scenario[K][] };
export const kindSettings = ['client', 'orders', 'refresh', 'jointAccounts'] as const;
export const sizeSettings = ['sessions', 'roles', 'grants', 'ticks'] as const;

/** The kinds of world of which so much is stated: one, and each that differs from it in one setting left open. */
export function kindsOf(stated: Partial<Scenario>): readonly Scenario[] {
  const given = Object.fromEntries(
    kindSettings.filter((k) => stated[k] !== undefined).map((k) => [k, stated[k]]),
  );
  const first: Scenario = { ...defaultScenario, ...given };
  const others = (Object.keys(otherwise) as (keyof typeof otherwise)[])
    .filter((k) => stated[k] === undefined)
    .flatMap((k) =>
      otherwise[k].filter((value) => value !== first[k]).map((value) => ({ ...first, [k]: value })),
    );
  return [first, ...others];
}

/** A kind of world at a size. Refresh tokens matter only where time passes, and need it to pass twice to grow old. */
export function sized(kind: Scenario, size: Size): Scenario {
  const { sessions, grants, ticks } = size;
  return { ...kind, sessions, grants, ticks, refresh: kind.refresh && ticks > 0 };
}

interface OpenSize extends Size {
  readonly maxCapabilities: number;
  readonly threats: boolean;
  /** Only configurations that differ in measures; the rest is as usual. */
  readonly usual?: true;
  /** Only some attackers, under a name; and besides what is open anyway, these switches are. */
  readonly only?: {
    readonly as: string;
    readonly among: readonly CapabilityId[];
    readonly open?: readonly SwitchId[];
  };
}

/**
 * Capabilities that come by a secret of somebody else's or hold a message back, and neither begin a flow of alice's nor
 * alter one. Where time passes, secrets grow old and are found in logs; that can be exhausted for these, and not for all.
 * A proxy of alice's terminal alone, which alters requests, has ten times as many states.
 */
const listening = {
  as: 'listening',
  among: [
    'guess',
    'wiretap.front',
    'wiretap.back',
    'logs.live',
    'logs.after',
    'host',
    'agent.read-request',
    'agent.read-response',
    'hold',
    'redirector',
    'proxy.host',
    'content.client',
    'content.as',
    'stolen.code',
    'stolen.access',
    'stolen.refresh',
  ],
} as const satisfies OpenSize['only'];
/** Of these, those who can come by what is on the back channel or at the client, where refresh tokens are. */
const atClient = {
  as: 'at-client',
  among: [
    'guess',
    'wiretap.back',
    'logs.live',
    'logs.after',
    'host',
    'proxy.host',
    'stolen.code',
    'stolen.access',
    'stolen.refresh',
  ],
} as const satisfies OpenSize['only'];
/** What servers do about codes and refresh tokens that come again is in no measure, for it lets a thief deny service. */
const reuse = {
  as: 'reuse',
  among: ['stolen.refresh'],
  open: ['code.replay-revokes', 'refresh.reuse-revokes'],
} as const satisfies OpenSize['only'];

/** The size at which many configurations are searched at once, in any kind of world. */
const openSizes: readonly OpenSize[] = [
  { sessions: 1, grants: 1, ticks: 0, maxCapabilities: 1, threats: true, usual: true },
];
/** In the kind of world that the survey is about, more, and at the least size every configuration. */
const moreOpenSizes: readonly OpenSize[] = [
  { sessions: 1, grants: 1, ticks: 0, maxCapabilities: 1, threats: false },
  { sessions: 1, grants: 1, ticks: 0, maxCapabilities: 2, threats: true, usual: true },
  { sessions: 1, grants: 2, ticks: 0, maxCapabilities: 1, threats: true, usual: true },
  { sessions: 1, grants: 1, ticks: 1, maxCapabilities: 1, threats: true, usual: true, only: listening },
];
/** With refresh tokens, a world in which no time passes is the same as without. */
const refreshSizes: readonly OpenSize[] = [
  { sessions: 1, grants: 1, ticks: 1, maxCapabilities: 1, threats: true, usual: true, only: atClient },
  { sessions: 1, grants: 1, ticks: 1, maxCapabilities: 1, threats: true, usual: true, only: reuse },
];

const inMeasures: ReadonlySet<SwitchId> = new Set(measures.flatMap((m): readonly SwitchId[] => m.switches));
/**
 * What is taken for granted is so, and no server or client does what no measure asks of it: where every configuration
 * cannot be exhausted, those that differ in measures can.
 */
export const usual = {
  on: switches.filter((s) => s.environment).map((s) => s.id),
  off: switches.filter((s) => !s.environment && !inMeasures.has(s.id)).map((s) => s.id),
} as const;

const withOpen = (open: readonly SwitchId[] = []) => ({
  on: usual.on,
  off: usual.off.filter((id) => !open.includes(id)),
});

const sizesOf = (kind: Scenario): readonly OpenSize[] =>
  kind.client === 'server-app' && kind.orders === 'granted'
    ? kind.refresh
      ? [...moreOpenSizes, ...refreshSizes]
      : moreOpenSizes
    : kind.refresh
      ? [...openSizes, ...refreshSizes]
      : openSizes;

/** The searches of every configuration in worlds of which so much is stated. */
export function openSearches(stated: Partial<Scenario> = {}): readonly BoundedSearch[] {
  const searches = kindsOf(stated).flatMap((kind) =>
    sizesOf(kind)
      .filter((size) => !kind.refresh || size.ticks > 0 || stated.refresh === true)
      .map((size): BoundedSearch => {
        const scenario = sized(kind, size);
        const { maxCapabilities, threats, usual: isUsual = false, only } = size;
        return {
          name: `${worldName(scenario)}-k${maxCapabilities}${isUsual ? '-usual' : ''}${only ? `-${only.as}` : ''}${threats ? '' : '-goals'}`,
          scenario,
          maxCapabilities,
          ...(only && { allowed: only.among }),
          ...(isUsual && { settled: withOpen(only?.open) }),
          threats,
        };
      }),
  );
  return [...new Map(searches.map((s) => [s.name, s])).values()];
}

/** What today's browsers do by default, and the survey's of 2018 did not (decision 0014). */
export const todaysBrowsers = [
  'browser.referrer-origin-only',
  'browser.proxy-origin-only',
  'cookie.same-site',
  'login.same-site',
] as const satisfies readonly SwitchId[];

/** The survey's threats in today's browsers: each kind of world at its least size, one capability at a time. */
export const todaysSearches = (): readonly BoundedSearch[] =>
  kindsOf({})
    .filter((kind) => !kind.refresh)
    .map((kind): BoundedSearch => {
      const scenario = sized(kind, otherSize);
      return {
        name: `${worldName(scenario)}-k1-usual-today`,
        scenario,
        maxCapabilities: 1,
        settled: {
          on: [...usual.on, ...todaysBrowsers],
          off: usual.off.filter((id) => !(todaysBrowsers as readonly SwitchId[]).includes(id)),
        },
        threats: true,
      };
    });

/** The searches of the survey's browsers in the worlds in which today's are searched. */
export function besideTodays(): readonly BoundedSearch[] {
  const worlds = new Set(todaysSearches().map(({ scenario }) => worldName(scenario)));
  return openSearches().filter(
    ({ scenario, settled, threats }) => worlds.has(worldName(scenario)) && settled !== undefined && threats,
  );
}

/** Kinds of client that are searched alike at one session and one authorization, without refresh tokens and with. */
export const clientsAlike = {
  plain: ['server-app', 'server-app+access-app', 'native-app'],
  refreshing: ['server-app', 'native-app'],
} as const satisfies Record<string, readonly Scenario['client'][]>;
/** The searches in which threats are told apart and each of these kinds of client is searched alike. */
export const searchesAlike = (
  client: Scenario['client'],
  which: keyof typeof clientsAlike,
): readonly BoundedSearch[] =>
  openSearches({ client }).filter(
    ({ scenario, settled, threats, allowed }) =>
      threats &&
      settled !== undefined &&
      scenario.orders === defaultScenario.orders &&
      scenario.grants === 1 &&
      (which === 'plain' ? !scenario.refresh && scenario.ticks === 0 : allowed === atClient.among),
  );

/** What is asked of one profile: its settings and its attacker. */
export interface ProfileQuestion {
  readonly name: string;
  readonly settled: { readonly on: readonly SwitchId[]; readonly off: readonly SwitchId[] };
  /** Null: any capabilities. */
  readonly attacker: readonly CapabilityId[] | null;
  readonly stated: Partial<Scenario>;
}

/** Sizes at which a profile is searched against every attacker in kinds of world other than its first. */
const otherSize: Size = { sessions: 1, grants: 1, ticks: 0 };
const otherSizeWithRefresh: Size = { sessions: 1, grants: 1, ticks: 1 };

/**
 * One profile against every attacker: in the first kind of world that it may be of, at the size it states or the default
 * one, and in every other kind that it leaves open at a smaller size.
 */
export function profileSearches({
  name,
  settled,
  attacker,
  stated,
}: ProfileQuestion): readonly BoundedSearch[] {
  return kindsOf(stated).map((kind, i) => {
    const others = kind.refresh ? otherSizeWithRefresh : otherSize;
    // A refresh token grows old in two ticks.
    const first = kind.refresh ? { ...defaultScenario, ticks: 2 as const } : defaultScenario;
    const usual = i === 0 ? first : others;
    const size = {
      sessions: stated.sessions ?? usual.sessions,
      grants: stated.grants ?? usual.grants,
      ticks: stated.ticks ?? usual.ticks,
    };
    const scenario = { ...sized(kind, size), roles: stated.roles ?? defaultScenario.roles };
    return {
      name: `${name}: ${worldName(scenario)}`,
      scenario,
      maxCapabilities: null,
      ...(attacker && { allowed: attacker }),
      settled,
      threats: true,
      stepsDown: true,
    };
  });
}
