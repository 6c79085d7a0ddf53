// The documents that a profile can be filled from, told apart by what they must contain.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError, EXIT } from '../../errors.js';

const strings = z.array(z.string());

/** Authorization server metadata: RFC 8414, or OpenID Connect Discovery 1.0 (which demands `subject_types_supported`). */
export const serverMetadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string().optional(),
  subject_types_supported: strings.optional(),
  response_types_supported: strings.optional(),
  response_modes_supported: strings.optional(),
  grant_types_supported: strings.optional(),
  token_endpoint_auth_methods_supported: strings.optional(),
  code_challenge_methods_supported: strings.optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  require_signed_request_object: z.boolean().optional(),
  tls_client_certificate_bound_access_tokens: z.boolean().optional(),
  dpop_signing_alg_values_supported: strings.optional(),
});
export type ServerMetadata = z.infer<typeof serverMetadata>;

/** Client metadata: RFC 7591, with OpenID Connect Dynamic Client Registration 1.0. */
export const clientMetadata = z.looseObject({
  redirect_uris: strings.min(1),
  token_endpoint_auth_method: z.string().optional(),
  grant_types: strings.optional(),
  application_type: z.enum(['web', 'native']).optional(),
  require_signed_request_object: z.boolean().optional(),
  tls_client_certificate_bound_access_tokens: z.boolean().optional(),
  dpop_bound_access_tokens: z.boolean().optional(),
});
export type ClientMetadata = z.infer<typeof clientMetadata>;

export const keycloakClient = z.looseObject({
  clientId: z.string(),
  publicClient: z.boolean().optional(),
  bearerOnly: z.boolean().optional(),
  standardFlowEnabled: z.boolean().optional(),
  redirectUris: strings.optional(),
  attributes: z.record(z.string(), z.string()).optional(),
});
export type KeycloakClient = z.infer<typeof keycloakClient>;

/** A Keycloak realm, as its export writes it. */
export const keycloakRealm = z.looseObject({
  realm: z.string(),
  clients: z.array(keycloakClient),
  revokeRefreshToken: z.boolean().optional(),
  refreshTokenMaxReuse: z.number().optional(),
  accessTokenLifespan: z.number().optional(),
  accessCodeLifespan: z.number().optional(),
  browserSecurityHeaders: z.record(z.string(), z.string()).optional(),
});
export type KeycloakRealm = z.infer<typeof keycloakRealm>;

export type Source =
  | { readonly kind: 'server'; readonly file: string; readonly content: ServerMetadata }
  | { readonly kind: 'client'; readonly file: string; readonly content: ClientMetadata }
  | { readonly kind: 'keycloak'; readonly file: string; readonly content: KeycloakRealm };

const kinds = [
  { kind: 'keycloak', marks: ['realm', 'clients'], shape: keycloakRealm, name: 'a Keycloak realm export' },
  {
    kind: 'server',
    marks: ['issuer', 'authorization_endpoint'],
    shape: serverMetadata,
    name: 'authorization server metadata (RFC 8414, OpenID Connect Discovery)',
  },
  { kind: 'client', marks: ['redirect_uris'], shape: clientMetadata, name: 'client metadata (RFC 7591)' },
] as const;

/** Reads one document. Throws what is wrong with it. */
export function readSource(path: string): Source {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, { why: error.message });
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message;
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, { why });
  }
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  const kind = kinds.find(({ marks }) => isObject && marks.every((m) => Object.hasOwn(data as object, m)));
  if (kind === undefined)
    throw new CliError(EXIT.badFile, `\`${path}\` is none of the documents that can be imported`, {
      why: 'a document is told by the fields that it must have',
      available: kinds.map(({ name, marks }) => `${name}: ${marks.join(' and ')}`),
    });
  const parsed = kind.shape.safeParse(data);
  if (!parsed.success)
    throw new CliError(EXIT.badFile, `\`${path}\` is not ${kind.name}`, {
      why: z.prettifyError(parsed.error),
    });
  return { kind: kind.kind, file: path, content: parsed.data } as Source;
}
