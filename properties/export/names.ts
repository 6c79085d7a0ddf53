// What states, secrets and switches are called in an exported file.

import type { Local } from '../../model/entities/entity.js';
import type { LocalStates } from './rules.js';

/** An id as an identifier: `state.bound-to-agent` to `state_bound_to_agent`. */
export const identifier = (id: string): string => id.replaceAll(/[^A-Za-z0-9]+/g, '_');

/** A local state: `S0_requested_3`. The number makes it unique; 0 is where the component begins. */
export const stateName = (locals: LocalStates, component: number, number: number): string => {
  const { value } = locals.all[component]![number]!;
  return `${locals.components[component]!.toUpperCase()}_${identifier(value)}_${number}`;
};

/** What distinguishes a local state from where its component begins, for a comment. */
export function describeLocal(local: Local, initial: Local): string {
  const differs = Object.entries(local.context).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(initial.context[key]),
  );
  const told = (value: unknown): string =>
    value === null || typeof value !== 'object'
      ? String(value)
      : `{${Object.entries(value)
          .map(([k, v]) => `${k}=${String(v)}`)
          .join(' ')}}`;
  return [local.value, ...differs.map(([key, value]) => `${key}=${told(value)}`)].join(' ');
}

/** What distinguishes each component, for a comment. */
export const componentComment: Readonly<Record<string, string>> = {
  s: 'client session',
  g: 'authorization at the bank',
  u: "tab of alice's user agent",
  o: 'alice, the resource owner',
  t: 'clock',
};
