// What a stack is asked to be, and what it says of itself.

import type { SwitchId } from '../../model/switches.js';
import type { ClientAdapter, ServerAdapter, Switches } from './adapter.js';
import { alwaysOff, adapted, isOn, setting } from './adapter.js';
import { switches as ofApp } from './clients/app.js';
import { clients } from './clients/index.js';
import { switches as ofResourceServer } from './resourceServer.js';
import { servers } from './servers/index.js';

export interface Wanted {
  readonly server: string;
  readonly client: string;
  /** The switches to turn on; those that the stack has its own way with are as they are. */
  readonly on: readonly string[];
  readonly refresh?: boolean;
  readonly orders?: 'granted' | 'scope-only';
  /** The client is a native app: its secret is in every copy. */
  readonly isNative?: boolean;
  /** Third-party content on the client's pages. */
  readonly hasContent?: boolean;
}
/** Where a running stack is, and what a test may use. */
export interface Urls {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string | null;
  readonly resource: string;
  /** Page of the client with the forms that start a flow, and the address that they are posted to. */
  readonly home: string;
  readonly start: string;
  /** Redirect URI for each authorization server. */
  readonly callback: { readonly bank: string; readonly evil: string };
  readonly redirector: string;
  readonly evil: string;
  readonly ports: Readonly<Record<'bank' | 'rs' | 'client' | 'evil', number>>;
  readonly accounts: Readonly<
    Record<'alice' | 'mallory', { readonly login: string; readonly password: string }>
  >;
  /** The honest client, and the attacker's. */
  readonly clients: Readonly<
    Record<
      'client' | 'evil-client',
      { readonly id: string; readonly secret: string; readonly redirect: string }
    >
  >;
  readonly scopes: Readonly<Record<'none' | 'alice' | 'attacker', string>>;
  /** The authority of the lab's certificates (PEM), and hashes of the keys that a browser may take. */
  readonly authority: string;
  readonly spki: { readonly honest: readonly string[]; readonly evil: string };
  /** How each switch really is. */
  readonly is: Readonly<Record<string, boolean>>;
}

/** Switches of the network between the parties. */
export const ofNetwork: Switches = {
  'tls.front': adapted('addresses with https'),
  'tls.back': adapted('endpoints with https'),
  'tls.start': adapted('addresses of the client with https'),
  'server.authenticated-front': setting(
    'certificates are checked by Chromium (off: --ignore-certificate-errors)',
  ),
  'server.authenticated-back': setting(
    'certificates are checked by Node (off: NODE_TLS_REJECT_UNAUTHORIZED=0)',
  ),
  'browser.referrer-origin-only': adapted(
    "the page's own policy decides: only with none is Chromium's default used",
  ),
  'browser.proxy-origin-only': setting('Chromium shows a PAC script no path of an https address'),
  'app.trusted-source': alwaysOff('alice uses what the attacker gives her where a trace says so'),
  'owner.revokes-at-bank': alwaysOff('no page of the bank for that'),
};

export const serverNamed = (id: string): ServerAdapter | undefined => servers.find((s) => s.id === id);
export const clientNamed = (id: string): ClientAdapter | undefined => clients.find((c) => c.id === id);

/** Every switch that a stack can be asked about. What a server has always its own way, no client changes. */
export function switchesOf(server: ServerAdapter, client: ClientAdapter): Switches {
  const both = { ...ofNetwork, ...ofResourceServer, ...ofApp, ...server.switches, ...client.switches };
  for (const [id, has] of Object.entries(server.switches))
    if (has.how === 'always-off' || has.how === 'always-on') (both as Record<string, unknown>)[id] = has;
  return both;
}
export const isOnIn = (
  server: ServerAdapter,
  client: ClientAdapter,
  wanted: ReadonlySet<string>,
  id: SwitchId,
) => isOn(switchesOf(server, client), wanted, id);
