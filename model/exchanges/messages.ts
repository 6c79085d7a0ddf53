// Messages as they travel: authorization requests and responses, and which of their fields are secrets, and where.

import type { ClientContext } from '../entities/client.js';
import {
  type ClientSlot,
  clientSecret,
  type Order,
  type RedirectUri,
  type Server,
  slotOf,
  type Term,
} from '../names.js';
import type { Field, Run, Transmission } from '../world.js';

/** The request of m2/m3 as it travels. `maker` is the client session that made it, unaltered, or `none`. */
export interface AuthorizationRequest {
  readonly to: Server;
  readonly client: 'client' | 'evil-client';
  readonly redirect: RedirectUri;
  readonly state: Term | 'none';
  readonly challenge: Term | 'none' | 'challenge:own';
  readonly order: Order;
  readonly audience: Server;
  readonly mode: 'registered' | 'query';
  /** Whose key the code shall be bound to (RFC 9449 section 10). */
  readonly key: 'none' | 'client' | 'attacker';
  readonly maker: ClientSlot | 'none';
  readonly relayed: boolean;
}
/** The response of m6/m7 as it travels. */
export interface AuthorizationResponse {
  /** `none`: an error response (RFC 6749 section 4.1.2.1). */
  readonly code: Term | 'none';
  readonly state: Term | 'none';
  readonly issuer: Server | 'none';
  readonly genuine: boolean;
  readonly signer: Server | 'none';
  readonly uri: RedirectUri;
  readonly mode: 'registered' | 'query';
  readonly relayed: boolean;
}

export const isSecret = (term: string) =>
  term !== 'none' && !term.endsWith(':junk') && !term.endsWith(':own') && !term.endsWith(':evil');
export const field = (term: string, more: Omit<Field, 'term'> = {}): Field[] =>
  isSecret(term) ? [{ term, ...more }] : [];

export const requestFields = (r: Pick<AuthorizationRequest, 'state' | 'challenge'>): Field[] => [
  ...field(r.state, { url: true }),
  ...field(r.challenge, {
    url: true,
    exists: ['pkce.sent'],
    ...(isSecret(r.challenge) && {
      plainUnless: {
        unless: 'pkce.s256' as const,
        term: `verifier:${slotOf(r.challenge)}`,
        exists: 'pkce.sent' as const,
      },
    }),
  }),
];
export const responseFields = (r: Pick<AuthorizationResponse, 'code' | 'state' | 'mode'>): Field[] => {
  const bodyIf =
    r.mode === 'query'
      ? (['response.in-body', 'response.mode-locked'] as const)
      : (['response.in-body'] as const);
  return [...field(r.code, { bodyIf }), ...field(r.state, { bodyIf })];
};

export const back = (
  run: Run,
  message: string,
  from: string,
  to: string,
  c: ClientContext,
  fields: Field[],
  content = false,
): void =>
  run.say({
    message,
    from,
    to,
    channel: 'back',
    onTerminal: run.scenario.client === 'native-app' && c.agent === 'alice',
    ofAttacker: run.scenario.client === 'native-app' && c.agent === 'attacker',
    // Through whatever alice reached the client, it calls servers itself.
    relayed: false,
    fields,
    carries: content ? 'content' : null,
  });

export const front = (
  message: string,
  from: string,
  to: string,
  fields: Field[],
  more: Partial<Transmission> = {},
): Transmission => ({
  message,
  from,
  to,
  channel: 'front',
  onTerminal: true,
  ofAttacker: false,
  relayed: false,
  fields,
  carries: null,
  ...more,
});

export const log = (run: Run, fields: readonly Field[]): void => {
  if (fields.length > 0)
    run.say({ ...front('log', 'client', 'log', [...fields]), channel: 'log', onTerminal: false });
};

/**
 * Who keeps a client's request that was meant for the bank: whoever answers for its authorization server or its resource
 * server, or a proxy in front of the client.
 */
export type Keeper = 'impostor.as' | 'impostor.rs' | 'impostor.proxy';
/**
 * Which way a client's request goes: where it means to, to somebody who keeps it, where a dishonest server claims, or to
 * the resource server of another authorization server, for which the session is.
 */
export type Way = 'straight' | Keeper | 'claimed' | 'shared';
/** Who keeps, on this way, a request to this server of the bank's; null: nobody does. */
export const keeperOf = (way: Way, server: 'as' | 'rs'): Keeper | null =>
  isKept(way) && (way === 'impostor.proxy' || way === `impostor.${server}`) ? way : null;
export const isKept = (way: Way): way is Keeper => way.startsWith('impostor.');

/** What a client authenticates with at the bank. An app's built-in secret is none. */
export const credentials = (run: Pick<Run, 'scenario'>): Field[] =>
  run.scenario.client === 'native-app' ? [] : [{ term: clientSecret }];
