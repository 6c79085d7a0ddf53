// What a stack declares of itself, and where tests of it showed another behaviour. Each was settled by reading the software.

import type { SwitchId } from '../../../model/switches.js';

interface Correction {
  readonly switch: SwitchId;
  readonly server?: string;
  readonly client?: string;
  /** Whether it holds in this configuration, and how the switch then really is. */
  readonly so: (is: Readonly<Record<string, boolean>>) => boolean | null;
  /** Where it can be read. */
  readonly why: string;
}

export const corrections: readonly Correction[] = [
  {
    switch: 'revocation.takes-grant',
    server: 'oidc-provider',
    so: (is) => (is['owner.can-revoke'] === true ? true : null),
    why: 'lib/actions/revocation.js revokes all tokens of the grant; revokeGrantPolicy is about the record of the grant only',
  },
  {
    switch: 'refresh.bound',
    server: 'oidc-provider',
    so: (is) => (is['token.bound'] === true ? is['client.authenticated'] !== true : null),
    why: 'lib/actions/grants/refresh_token.js compares the key of a refresh token that has one; lib/helpers/set_rt_bindings.js gives one to those of clients that do not authenticate',
  },
  {
    switch: 'pkce.required',
    server: 'node-oauth',
    so: (is) => (is['pkce.required'] === true ? false : null),
    why: 'an empty code_challenge counts as one, and the framework then asks for no verifier',
  },
  {
    switch: 'state.unsolicited-refused',
    client: 'passport-oauth2',
    so: (is) => (is['state.compared'] === true ? true : null),
    why: 'lib/state: a response whose state the store does not know is refused, whatever the app around it does',
  },
  {
    switch: 'state.spent-on-refusal',
    client: 'passport-oauth2',
    so: (is) => is['state.bound-to-agent'] !== false,
    why: 'with a store of its own the state lives on; lib/state/session.js deletes it before it compares',
  },
];

/** How a switch of a stack really is, and why where that is not what it declares. */
export function trulyIs(
  stack: { readonly server: string; readonly client: string },
  is: Readonly<Record<string, boolean>>,
  id: SwitchId,
): { readonly is: boolean; readonly corrected: string | null } {
  const found = corrections.find(
    (c) =>
      c.switch === id &&
      (c.server ?? stack.server) === stack.server &&
      (c.client ?? stack.client) === stack.client &&
      c.so(is) !== null,
  );
  const declared = is[id] === true;
  const really = found?.so(is) ?? declared;
  return { is: really, corrected: found !== undefined && really !== declared ? found.why : null };
}
