// What the lab asks of an adapter: one file for each authorization server and each client library. It says which
// switches the software can have, on which grounds, and starts it.

import type { webcrypto } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SwitchId } from '../../model/switches.js';
import type { Order } from '../../model/names.js';

/**
 * How a switch is reached. `setting`: a documented setting of the software. `adapter`: code around it, as an integrator
 * writes it, or a patch. `always-on`, `always-off`: the software cannot be told otherwise. `with`: as another switch.
 */
export type How = 'setting' | 'adapter' | 'always-on' | 'always-off' | { readonly with: SwitchId };
export interface Has {
  readonly how: How;
  /** Where that can be seen: a setting, a function, a file of the software. */
  readonly evidence: string;
  /** It is on only if this is on too. */
  readonly needs?: SwitchId;
}
export type Switches = Readonly<Partial<Record<SwitchId, Has>>>;

export const setting = (evidence: string): Has => ({ how: 'setting', evidence });
export const adapted = (evidence: string): Has => ({ how: 'adapter', evidence });
export const alwaysOn = (evidence: string): Has => ({ how: 'always-on', evidence });
export const alwaysOff = (evidence: string): Has => ({ how: 'always-off', evidence });
export const goesWith = (id: SwitchId, evidence: string): Has => ({ how: { with: id }, evidence });

export type IsOn = (id: SwitchId) => boolean;
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface RegisteredClient {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly redirects: readonly string[];
  /** Its public key, for what it signs. */
  readonly jwk: Readonly<Record<string, unknown>> | null;
  /** A native app: its secret would be in every copy. */
  readonly isPublic: boolean;
}

export interface ServerInput {
  /** Origin of its pages, as browsers see it, and of its endpoints, as clients see it. */
  readonly front: string;
  readonly back: string;
  readonly on: IsOn;
  readonly clients: readonly RegisteredClient[];
  readonly refresh: boolean;
  readonly scopes: readonly string[];
  /** The customers' passwords. */
  readonly passwords: Readonly<Record<string, string>>;
}
/** What the resource server is told of a token; null: it is not good. */
export interface TokenInfo {
  readonly owner: string;
  readonly client: string;
  readonly scope: string;
  /** Thumbprint of the key that it is bound to. */
  readonly key: string | null;
}
export interface RunningServer {
  readonly handler: Handler;
  readonly introspect: (token: string) => Promise<TokenInfo | null>;
}
export interface ServerAdapter {
  readonly id: string;
  /** The package to install, and its version. */
  readonly packages: Readonly<Record<string, string>>;
  readonly paths: { readonly authorize: string; readonly token: string; readonly revoke: string | null };
  readonly switches: Switches;
  readonly make: (input: ServerInput) => Promise<RunningServer>;
}

export interface ServerOfClient {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly jwks: string;
  readonly clientId: string;
  readonly secret: string;
}
/** What the client's app keeps for a flow in its session. */
export interface Flow {
  /** Which flow of the app's this is: for the record only. */
  readonly id: string;
  readonly as: 'bank' | 'evil';
  readonly order: Order;
  state?: string;
  verifier?: string;
}
export interface Session {
  flow?: Flow | undefined;
  tokens?: { readonly access: string; readonly refresh: string | undefined; readonly as: 'bank' | 'evil' };
  csrf?: string;
  save: (done: () => void) => void;
}
export interface ClientRequest extends IncomingMessage {
  session: Session;
  query: Record<string, string>;
  body: Record<string, string>;
}
export type KeyPair = webcrypto.CryptoKeyPair;
export interface ClientInput {
  readonly on: IsOn;
  readonly servers: Readonly<Record<'bank' | 'evil', ServerOfClient>>;
  readonly callback: (as: 'bank' | 'evil') => string;
  readonly scopeOf: (order: Order) => string;
  readonly keys: KeyPair;
  readonly isPublic: boolean;
}
export type Tokens = { readonly access: string; readonly refresh: string | undefined };
export interface RunningClient {
  /** The flow that a response belongs to, as the library or the app finds it. */
  readonly flowOf: (request: ClientRequest) => Flow | undefined;
  /** Where to send the browser. */
  readonly begin: (request: ClientRequest, as: 'bank' | 'evil', order: Order) => Promise<string>;
  /** Tokens for a response. Throws what the library says. */
  readonly finish: (request: ClientRequest, as: 'bank' | 'evil') => Promise<Tokens>;
  readonly refresh: (as: 'bank' | 'evil', token: string) => Promise<Tokens>;
  /** A request with the token and a proof of the client's key; null: the token alone is sent. */
  readonly resource:
    | ((as: 'bank' | 'evil', token: string, url: string, method: string, body?: string) => Promise<Response>)
    | null;
}
export interface ClientAdapter {
  readonly id: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly switches: Switches;
  readonly make: (input: ClientInput) => Promise<RunningClient>;
}

/** Whether a switch is on: as wanted, unless the software has its own way. */
export function isOn(switches: Switches, wanted: ReadonlySet<string>, id: SwitchId): boolean {
  const how = switches[id]?.how;
  if (how === 'always-on') return true;
  if (how === 'always-off') return false;
  const needs = switches[id]?.needs;
  if (needs !== undefined && !isOn(switches, wanted, needs)) return false;
  return wanted.has(typeof how === 'object' ? how.with : id);
}
