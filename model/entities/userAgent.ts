// Alice's user agent: one instance of this machine is one tab. It follows redirects, carries her cookies, and
// shows forms; what it carries is readable to it, for TLS ends here. The attacker's own agent is not modelled:
// whatever reaches it, the attacker has.
//
//   idle --m2 request--> requesting --m3--> atServer --m6 response--> returning --m7--> idle
//
// A message that somebody holds back is carried still, but nobody waits for it: time may pass meanwhile.

import { type AnyStateMachine, assign, setup } from 'xstate';
import { type Asked, check, type Entity } from './entity.js';

export interface TabContext {
  /** The message it carries, as plain data. */
  readonly carries: Readonly<Record<string, unknown>> | null;
}
export type TabEvent = Asked &
  (
    | { type: 'REQUEST'; message: Readonly<Record<string, unknown>> }
    | { type: 'ARRIVED' }
    | { type: 'SHOW_FORM'; framed: boolean }
    | { type: 'RESPONSE'; message: Readonly<Record<string, unknown>> }
    | { type: 'DROP' }
    | { type: 'HOLD' }
    | { type: 'RELEASE' }
  );

const guards = {
  framed: check<TabContext, TabEvent>((_c, e) => (e as { framed?: boolean }).framed === true),
  framedWithoutLogin: check<TabContext, TabEvent>((_c, e) => (e as { framed?: boolean }).framed === true),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;

const userAgentSetup = setup({
  types: { context: {} as TabContext, events: {} as TabEvent },
  guards,
  actions: {
    carry: assign(({ event }) => ({
      carries: (event as { message: Readonly<Record<string, unknown>> }).message,
    })),
    putDown: assign({ carries: null }),
    send: (_args, _params: { message: Message }) => {},
    refuse: (_args, _params: { reason: GuardName }) => {},
    ignore: () => {},
  },
});

export const userAgentMachine = userAgentSetup.createMachine({
  id: 'userAgent',
  initial: 'idle',
  context: { carries: null },
  states: {
    idle: {
      on: {
        REQUEST: { target: 'requesting', actions: [{ type: 'carry' }] },
      },
    },
    requesting: {
      on: {
        ARRIVED: { target: 'atServer', actions: [{ type: 'putDown' }] },
        RESPONSE: { target: 'returning', actions: [{ type: 'carry' }] },
        REQUEST: { target: 'requesting', actions: [{ type: 'carry' }] },
        DROP: { target: 'idle', actions: [{ type: 'putDown' }] },
        HOLD: { target: 'heldRequest' },
      },
    },
    heldRequest: { on: { RELEASE: { target: 'requesting' } } },
    atServer: {
      on: {
        SHOW_FORM: [
          {
            guard: { type: 'framed', params: { under: ['frames.refused'] } },
            actions: [{ type: 'refuse', params: { reason: 'framed' } }],
          },
          {
            guard: { type: 'framedWithoutLogin', params: { under: ['login.same-site'] } },
            actions: [{ type: 'refuse', params: { reason: 'framedWithoutLogin' } }],
          },
          { actions: [{ type: 'send', params: { message: 'form' } }] },
        ],
        RESPONSE: { target: 'returning', actions: [{ type: 'carry' }] },
        DROP: { target: 'idle', actions: [{ type: 'putDown' }] },
      },
    },
    returning: {
      on: {
        ARRIVED: { target: 'idle', actions: [{ type: 'putDown' }] },
        RESPONSE: { target: 'returning', actions: [{ type: 'carry' }] },
        DROP: { target: 'idle', actions: [{ type: 'putDown' }] },
        HOLD: { target: 'heldResponse' },
      },
    },
    heldResponse: { on: { RELEASE: { target: 'returning' } } },
  },
});

const compose = { form: () => ({}) };

export const userAgent: Entity = {
  id: 'userAgent',
  machine: userAgentMachine as unknown as AnyStateMachine,
  initial: () => ({ value: 'idle', context: { carries: null } satisfies TabContext }),
  compose,
};
