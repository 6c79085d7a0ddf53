// What the five entities share: how a check names its switch, how a machine is asked for one step.
//
// A guard tests the data first and asks for the switch last, so that a condition carries only the switches
// that mattered. `under` lists switches that must all be on for the row to fire, `unless` switches of which
// one must be off. Both are data in the machine's definition, so drawings, mutation and docs can read them.
//
// The compiler knows every name that a row may use. A helper that writes rows takes a guard's name as a type
// parameter and returns `as const`, so that XState sees the name itself and not just some text.

import { type AnyStateMachine, transition } from 'xstate';
import type { SwitchId } from '../switches.js';

/** Answers whether a switch is on. The caller records what is asked. */
export type Ask = (id: SwitchId) => boolean;

export type CheckParams = {
  readonly under?: readonly SwitchId[];
  readonly unless?: readonly SwitchId[];
};

export interface Asked {
  readonly type: string;
  readonly ask: Ask;
}

type Args<C, E> = { context: C; event: E };

/** A named check: fires where the data says so and the switches of its row allow. */
export function check<C, E extends Asked>(holds: (context: C, event: E) => boolean) {
  return ({ context, event }: Args<C, E>, params: CheckParams): boolean =>
    holds(context, event) &&
    (params.under ?? []).every((id) => event.ask(id)) &&
    (params.unless === undefined || !params.unless.every((id) => event.ask(id)));
}

/** A local state of one machine instance: plain data. */
export interface Local {
  readonly value: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What a machine sends: a message name, filled by the entity's `compose` from its context and the event. */
export interface Output {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface StepResult {
  readonly local: Local;
  readonly outputs: readonly Output[];
  /** False where no row fired or the row that fired is one that ignores the message. */
  readonly handled: boolean;
  /** The refusal that fired, if one did: a name of the row's guard. */
  readonly refusal: string | null;
}

export interface Entity {
  readonly id: 'resourceOwner' | 'userAgent' | 'client' | 'authorizationServer' | 'resourceServer';
  readonly machine: AnyStateMachine;
  readonly initial: (slot: string, input: Readonly<Record<string, unknown>>) => Local;
  /** Fills the fields of an outgoing message. */
  readonly compose: Readonly<
    Record<string, (context: never, event: never) => Readonly<Record<string, unknown>>>
  >;
}

export interface EntityEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * One step of one machine, asked of XState. Pure: the same local state, event and answers give the same
 * result. Actions of type `send` become outputs; `refuse` marks a refusal; `ignore` says the message is not
 * for this instance.
 */
export function askMachine(entity: Entity, local: Local, event: EntityEvent, ask: Ask): StepResult {
  const snapshot = entity.machine.resolveState({ value: local.value, context: local.context as never });
  const asked = { ...event, ask };
  const [next, actions] = transition(entity.machine, snapshot, asked as never);
  const outputs: Output[] = [];
  let handled = true;
  let refusal: string | null = null;
  let fired = false;
  for (const action of actions as readonly { type: string; params?: unknown }[]) {
    fired = true;
    const params = action.params as { message?: string; reason?: string } | undefined;
    if (action.type === 'send') {
      const message = params!.message!;
      const compose = entity.compose[message] as
        | ((c: unknown, e: unknown) => Readonly<Record<string, unknown>>)
        | undefined;
      if (compose === undefined)
        throw new Error(`${entity.id} sends ${message} but does not say what is in it`);
      outputs.push({ message, fields: compose((next as { context: unknown }).context, asked) });
    } else if (action.type === 'refuse') refusal = params!.reason!;
    else if (action.type === 'ignore') handled = false;
  }
  const result = next as unknown as { value: string; context: Readonly<Record<string, unknown>> };
  if (!fired && result.value === local.value && result.context === local.context) handled = false;
  return { local: { value: result.value, context: result.context }, outputs, handled, refusal };
}
