// The honest resource server: serves whoever shows a live token (RFC 6750), after the checks below. It keeps no
// state between requests; while it asks the owner over the second channel it waits in `confirming`.
//
// The status of the token comes with the request, as introspection by the authorization server would give it
// (RFC 7662).

import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Order, Person, Server } from '../names.js';
import type { SwitchId } from '../switches.js';
import { type Asked, check, type Entity } from './entity.js';

export interface ResourceContext {
  readonly scopeOnly: boolean;
  readonly owner: Person | 'none';
  readonly executes: Order;
  readonly operation: 'use' | 'store' | 'synchronise';
}

interface ResourceRequest {
  readonly type: 'RESOURCE_REQUEST';
  readonly operation: 'use' | 'store' | 'synchronise';
  /** What the request asks to be done; the granted order decides unless grants are scope-only. */
  readonly order: Order;
  readonly owner: Person;
  readonly granted: Order;
  readonly live: boolean;
  /** Older than one tick. */
  readonly aged: boolean;
  /** The presenter holds the key that the token is bound to. */
  readonly keyed: boolean;
  readonly audience: Server;
}
export type ResourceEvent = Asked & (ResourceRequest | { type: 'CONFIRMED' } | { type: 'DECLINED' });

const request = (e: ResourceEvent) => e as ResourceRequest;
const on = (test: (c: ResourceContext, e: ResourceRequest) => boolean) =>
  check<ResourceContext, ResourceEvent>((c, e) => test(c, request(e)));

const guards = {
  tokenGone: on((_c, e) => !e.live),
  tokenExpired: on((_c, e) => e.aged),
  tokenKeyMissing: on((_c, e) => !e.keyed),
  tokenForAnother: on((_c, e) => e.audience !== 'bank'),
  scopeTooNarrow: on(
    (c, e) =>
      c.scopeOnly &&
      e.operation === 'use' &&
      e.order !== 'none' &&
      e.granted === 'none' &&
      e.owner === 'alice',
  ),
  // At its own account the attacker has granted what is asked for.
  orderDiffers: on((_c, e) => e.operation === 'use' && e.order !== e.granted && e.owner === 'alice'),
  synchronisation: on((_c, e) => e.operation === 'synchronise'),
  needsConfirmation: on(() => true),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;

const resourceSetup = setup({
  types: { context: {} as ResourceContext, events: {} as ResourceEvent },
  guards,
  actions: {
    take: assign(({ context, event }) => {
      const e = request(event);
      const executes: Order = e.operation !== 'use' ? 'none' : context.scopeOnly ? e.order : e.granted;
      return { owner: e.owner, executes, operation: e.operation };
    }),
    send: (_args, _params: { message: Message }) => {},
    refuse: (_args, _params: { reason: GuardName | 'notConfirmed' }) => {},
    ignore: () => {},
  },
});

const refused = <G extends GuardName>(reason: G, under: readonly SwitchId[]) =>
  ({
    guard: { type: reason, params: { under } },
    actions: [
      { type: 'refuse', params: { reason } },
      { type: 'send', params: { message: 'errorResponse' } },
    ],
  }) as const;

export const resourceServerMachine = resourceSetup.createMachine({
  id: 'resourceServer',
  initial: 'serving',
  context: {} as ResourceContext,
  states: {
    serving: {
      on: {
        RESOURCE_REQUEST: [
          refused('tokenGone', []),
          refused('tokenExpired', ['token.short-lived']),
          refused('tokenKeyMissing', ['token.bound']),
          refused('tokenForAnother', ['token.audience-checked']),
          refused('scopeTooNarrow', ['token.narrow-scope']),
          refused('orderDiffers', ['grant.order-compared']),
          refused('synchronisation', ['sync.refused']),
          {
            guard: { type: 'needsConfirmation', params: { under: ['second-channel'] } },
            target: 'confirming',
            actions: [{ type: 'take' }, { type: 'send', params: { message: 'confirmationRequest' } }],
          },
          {
            actions: [{ type: 'take' }, { type: 'send', params: { message: 'resourceResponse' } }],
          },
        ],
      },
    },
    confirming: {
      on: {
        CONFIRMED: {
          target: 'serving',
          actions: [{ type: 'send', params: { message: 'resourceResponse' } }],
        },
        DECLINED: {
          target: 'serving',
          actions: [
            { type: 'refuse', params: { reason: 'notConfirmed' } },
            { type: 'send', params: { message: 'errorResponse' } },
          ],
        },
      },
    },
  },
});

const compose = {
  confirmationRequest: (c: ResourceContext) => ({
    owner: c.owner,
    order: c.executes,
    operation: c.operation,
  }),
  resourceResponse: (c: ResourceContext, e: Partial<ResourceRequest>) => ({
    owner: e.owner ?? c.owner,
    executed: c.executes,
    operation: c.operation,
  }),
  errorResponse: () => ({}),
};

export const resourceServer: Entity = {
  id: 'resourceServer',
  machine: resourceServerMachine as unknown as AnyStateMachine,
  initial: (_slot, input) => ({
    value: 'serving',
    context: {
      scopeOnly: input.orders === 'scope-only',
      owner: 'none',
      executes: 'none',
      operation: 'use',
    } satisfies ResourceContext,
  }),
  compose,
};
