// Whether a document is about an authorization code flow at all. Of one that is not, no profile can be made.

import { CliError, EXIT } from '../../errors.js';
import type { Text } from '../../i18n.js';
import type { ClientMetadata, KeycloakClient, ServerMetadata } from './documents.js';
import { shown } from './finding.js';

/** The field that rules the flow out, and why. */
export interface NoFlow {
  readonly field: string;
  readonly value: unknown;
  readonly why: Text;
}

const none = (field: string, value: unknown, en: string, ja: string): NoFlow => ({
  field,
  value,
  why: { en, ja },
});
const lacks = (list: readonly string[] | undefined, wanted: string): boolean =>
  list !== undefined && !list.some((entry) => entry.split(' ').includes(wanted));

const noCode = ['no response type has a code', 'codeを返すresponse_typeがない'] as const;
const noGrant = ['a code cannot be redeemed', '認可コードをトークンと交換できない'] as const;

/** Why a server has no authorization code flow (RFC 8414 2), or null. */
export function serverLacksFlow(m: ServerMetadata): NoFlow | null {
  const { response_types_supported: types, grant_types_supported: grants, authorization_endpoint: at } = m;
  if (lacks(types, 'code')) return none('response_types_supported', types, ...noCode);
  if (lacks(grants, 'authorization_code')) return none('grant_types_supported', grants, ...noGrant);
  if (at === undefined || !/^https?:/i.test(at))
    return none(
      'authorization_endpoint',
      at,
      'no browser can be sent there',
      'ブラウザを転送できる宛先がない',
    );
  return null;
}

/** Why a client has no authorization code flow (RFC 7591 2), or null. */
export function clientLacksFlow(m: ClientMetadata): NoFlow | null {
  const { response_types: types, grant_types: grants, redirect_uris: uris } = m;
  if (lacks(grants, 'authorization_code')) return none('grant_types', grants, ...noGrant);
  if (lacks(types, 'code')) return none('response_types', types, ...noCode);
  if (uris === undefined || uris.length === 0)
    return none('redirect_uris', uris, 'no code can be sent to it', '認可コードの送り先がない');
  return null;
}

/** Why a client of Keycloak has no authorization code flow, or null. */
export function keycloakLacksFlow(c: KeycloakClient): NoFlow | null {
  if (c.protocol !== undefined && c.protocol !== 'openid-connect')
    return none(
      'protocol',
      c.protocol,
      'it does not use OpenID Connect or OAuth 2.0',
      'OpenID ConnectやOAuth 2.0を使わない',
    );
  if (c.enabled === false) return none('enabled', false, 'the client is disabled', 'クライアントが無効');
  if (c.bearerOnly === true)
    return none(
      'bearerOnly',
      true,
      'it only accepts tokens, and asks for none',
      'トークンを受け取るだけで要求しない',
    );
  if (c.standardFlowEnabled === false)
    return none(
      'standardFlowEnabled',
      false,
      'the authorization code flow is disabled',
      '認可コードフローが無効',
    );
  if (c.directGrantsOnly === true)
    return none('directGrantsOnly', true, 'only the password grant is allowed', 'パスワードグラントのみ許可');
  return null;
}

/** The field and its value, as in a note. */
export const fieldShown = ({ field, value }: NoFlow): string => `${field} ${shown(value)}`;

export const refusedFor = (file: string, reason: NoFlow, whose = ''): CliError =>
  new CliError(EXIT.badFile, `\`${file}\` has no authorization code flow`, {
    why: `${whose}${fieldShown(reason)}: ${reason.why.en}`,
    fix: 'give documents of a server and a client that use it; nothing else is modelled',
  });
