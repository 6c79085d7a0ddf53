// Alice, the resource owner: what she starts, approves, confirms, enters and reviews. She is careful but not
// suspicious: she approves a form that shows her own order and a client she knows, whoever led her there.

import { type AnyStateMachine, assign, setup } from 'xstate';
import type { ClientName, Order, Person } from '../names.js';
import type { SwitchId } from '../switches.js';
import { type Asked, check, type Entity } from './entity.js';

export interface OwnerContext {
  /** She started something at the honest client, so a question over the second channel does not surprise her. */
  readonly waiting: boolean;
  /** She has looked through her services once (m16). */
  readonly reviewed: boolean;
}
export type OwnerEvent = Asked &
  (
    | { type: 'START' }
    /** `entrusted`: she means to use the client that asks, whosever it is. */
    | { type: 'FORM'; client: ClientName; order: Order; entrusted: boolean }
    | { type: 'CONFIRM'; owner: Person; order: Order; client: ClientName }
    | { type: 'REVIEW' }
  );

const guards = {
  orderNotHers: check<OwnerContext, OwnerEvent>((_c, e) => (e as { order: Order }).order === 'attacker'),
  clientUnknown: check<OwnerContext, OwnerEvent>(
    (_c, e) => (e as { client: ClientName }).client !== 'client' && !(e as { entrusted?: boolean }).entrusted,
  ),
  nothingAwaited: check<OwnerContext, OwnerEvent>((c) => !c.waiting),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;

const ownerSetup = setup({
  types: { context: {} as OwnerContext, events: {} as OwnerEvent },
  guards,
  actions: {
    wait: assign({ waiting: true }),
    review: assign({ reviewed: true }),
    send: (_args, _params: { message: Message }) => {},
    refuse: (_args, _params: { reason: GuardName }) => {},
    ignore: () => {},
  },
});

const declines = <G extends GuardName>(reason: G, under: readonly SwitchId[]) =>
  ({
    guard: { type: reason, params: { under } },
    actions: [
      { type: 'refuse', params: { reason } },
      { type: 'send', params: { message: 'denial' } },
    ],
  }) as const;
const approves = { actions: [{ type: 'send', params: { message: 'approval' } }] } as const;

export const resourceOwnerMachine = ownerSetup.createMachine({
  id: 'resourceOwner',
  initial: 'present',
  context: {} as OwnerContext,
  states: {
    present: {
      on: {
        START: { actions: [{ type: 'wait' }] },
        FORM: [declines('orderNotHers', []), declines('clientUnknown', ['consent.client-shown']), approves],
        CONFIRM: [
          declines('orderNotHers', []),
          declines('clientUnknown', []),
          declines('nothingAwaited', []),
          approves,
        ],
        REVIEW: { actions: [{ type: 'review' }] },
      },
    },
  },
});

const compose = { approval: () => ({}), denial: () => ({}) };

export const resourceOwner: Entity = {
  id: 'resourceOwner',
  machine: resourceOwnerMachine as unknown as AnyStateMachine,
  initial: () => ({ value: 'present', context: { waiting: false, reviewed: false } satisfies OwnerContext }),
  compose,
};
