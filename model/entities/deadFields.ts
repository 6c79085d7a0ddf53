// Which fields of a machine's context nobody reads any more, as data: a search gives such a field its first value again,
// so that states that differ in nothing else are one state.
//
// That nobody reads them is not believed but tried: in a test the fields are poisoned instead, and whoever reads one
// throws. A row holds in the local states that it names and, where it says `once`, when no instance of a kind is in
// certain states (and so none will be, for those are left for good, or lead nowhere else).

import type { Scenario } from '../scenario.js';
import type { ClientContext } from './client.js';
import type { Local } from './entity.js';
import type { GrantContext } from './authorizationServer.js';

/** Kinds of instance by their letter: client session, authorization, tab. */
export type Letter = 's' | 'g' | 'u';
export interface Never {
  readonly letter: Letter;
  /** No instance of the kind is in one of these states. */
  readonly in: readonly string[];
}
export interface DeadFields<Field extends string = string> {
  readonly id: string;
  readonly letter: Letter;
  readonly in: readonly string[];
  readonly fields: readonly Field[];
  /** Only where these fields have these values. */
  readonly having?: Readonly<Record<string, unknown>>;
  readonly once?: readonly Never[];
  /** Only in such scenarios. */
  readonly where?: Partial<Scenario>;
  /** Who would read the fields, and why no longer. */
  readonly because: string;
}

const over = ['failed', 'stopped', 'reviewed', 'using', 'entered'] as const;
/** Sessions that may take a callback, now or later. */
const mayListen: Never = {
  letter: 's',
  in: ['absent', 'requested', 'received', 'redeeming', 'holding', 'showing', 'refreshing'],
};
const open: Never = { letter: 'g', in: ['absent'] };
const undecided: Never = { letter: 'g', in: ['absent', 'asked'] };
/** Tabs that carry something to a session. */
const carrying: Never = {
  letter: 'u',
  in: ['requesting', 'heldRequest', 'atServer', 'returning', 'heldResponse'],
};

const ofClient = (row: Omit<DeadFields<keyof ClientContext>, 'letter'>) => ({ letter: 's' as const, ...row });
const ofGrant = (row: Omit<DeadFields<keyof GrantContext>, 'letter'>) => ({ letter: 'g' as const, ...row });

export const deadFields: readonly DeadFields[] = [
  ofClient({
    id: 'client.eyes',
    in: ['failed', 'stopped', 'reviewed', 'using'],
    fields: ['aliceSees', 'attackerSees'],
    because: 'nothing more is shown in a session that is over, and nobody enters or reviews anything in it',
  }),
  ofClient({
    id: 'client.content',
    in: ['using', 'entered'],
    fields: ['account', 'services'],
    because: 'the account and the services were compared before the token was used or content was entered',
  }),
  ofClient({
    id: 'client.services.showing',
    in: ['showing'],
    fields: ['services'],
    because: 'the services were compared before the token was used',
  }),
  ofClient({
    id: 'client.attackerSees.entered',
    in: ['entered'],
    fields: ['attackerSees'],
    because: 'what the attacker sees matters when the result is shown, which was before',
  }),
  ofClient({
    id: 'client.aliceSees.entered',
    in: ['entered'],
    fields: ['aliceSees'],
    where: { ticks: 0 },
    because: 'only her review asks in which sessions alice sees something, and she reviews after a tick',
  }),
  ofClient({
    id: 'client.request',
    in: over,
    having: { foreign: 'none' },
    fields: ['server', 'resourceServer', 'redirect', 'order'],
    once: [open],
    because:
      'a request is made again only at the bank where an authorization is free; a code is sent to be burnt with the URI of the session that refused it',
  }),
  ofClient({
    id: 'client.start',
    in: over,
    having: { foreign: 'none' },
    fields: ['starter', 'relayed'],
    once: [undecided],
    because:
      'how a session began is asked when alice decides on its request, or its response is issued, or it sends a code to be burnt',
  }),
  ofGrant({
    id: 'grant.mode',
    in: ['issued', 'denied'],
    fields: ['mode'],
    because: 'the response has gone out',
  }),
  ofGrant({
    id: 'grant.denied',
    in: ['denied'],
    fields: ['redirect', 'state', 'challenge', 'order', 'audience', 'client', 'key'],
    because: 'nothing is issued by an authorization that was denied',
  }),
  ofGrant({
    id: 'grant.burnt',
    in: ['issued'],
    having: { code: 'burnt', access0: 'none' },
    fields: ['redirect', 'challenge', 'order', 'audience', 'key', 'codeBorn'],
    because:
      'a code that is burnt is refused before anything of its request is compared, and it yielded no token',
  }),
  ofGrant({
    id: 'grant.state',
    in: ['issued'],
    fields: ['state'],
    once: [mayListen, carrying],
    because: 'which state a code was sent with is compared when a session takes the code',
  }),
];

// Poison: instead of its first value a dead field gets a reader that throws. Copies must keep it, so whoever makes a
// context of another asks `extended`.

const poisoned = new WeakSet<object>();

/** The local state with fields that throw when they are read. */
export function poison(local: Local, fields: readonly string[]): Local {
  const context = extended(local.context, {});
  for (const field of fields)
    Object.defineProperty(context, field, {
      enumerable: true,
      configurable: true,
      get: () => {
        throw new Error(`\`${field}\` of a ${local.value} instance was read, but is declared dead`);
      },
    });
  poisoned.add(context);
  return { value: local.value, context };
}

/** The fields of a context that can be read, with an empty place for each that is poisoned. */
export const readable = (context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  poisoned.has(context)
    ? Object.fromEntries(
        Object.entries(Object.getOwnPropertyDescriptors(context)).map(([field, { get, value }]) => [
          field,
          get === undefined ? value : '',
        ]),
      )
    : context;

/** A context with some fields changed; poison that is not written over stays. */
export function extended(
  context: Readonly<Record<string, unknown>>,
  changed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!poisoned.has(context)) return { ...context, ...changed };
  const made = Object.defineProperties({}, Object.getOwnPropertyDescriptors(context)) as Record<
    string,
    unknown
  >;
  for (const [field, value] of Object.entries(changed))
    Object.defineProperty(made, field, { enumerable: true, configurable: true, writable: true, value });
  poisoned.add(made);
  return made;
}
