// The documents that a profile can be filled from, told apart by what they must contain.

import { z } from 'zod';
import { CliError, EXIT } from '../../errors.js';
import { readJson } from './json.js';

const strings = z.array(z.string());

/** Authorization server metadata: RFC 8414, or OpenID Connect Discovery 1.0 (which demands `subject_types_supported`). */
const serverMetadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string().optional(),
  token_endpoint: z.string().optional(),
  subject_types_supported: strings.optional(),
  response_types_supported: strings.optional(),
  response_modes_supported: strings.optional(),
  grant_types_supported: strings.optional(),
  token_endpoint_auth_methods_supported: strings.optional(),
  code_challenge_methods_supported: strings.optional(),
  authorization_signing_alg_values_supported: strings.optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  require_signed_request_object: z.boolean().optional(),
  tls_client_certificate_bound_access_tokens: z.boolean().optional(),
  dpop_signing_alg_values_supported: strings.optional(),
});
export type ServerMetadata = z.infer<typeof serverMetadata>;

/** Client metadata: RFC 7591, with OpenID Connect Dynamic Client Registration 1.0. */
const clientMetadata = z.looseObject({
  client_id: z.string().optional(),
  redirect_uris: strings.optional(),
  token_endpoint_auth_method: z.string().optional(),
  grant_types: strings.optional(),
  response_types: strings.optional(),
  application_type: z.string().optional(),
  scope: z.string().optional(),
  require_signed_request_object: z.boolean().optional(),
  authorization_signed_response_alg: z.string().optional(),
  tls_client_certificate_bound_access_tokens: z.boolean().optional(),
  dpop_bound_access_tokens: z.boolean().optional(),
});
export type ClientMetadata = z.infer<typeof clientMetadata>;

/** Keycloak keeps attributes as strings; files written by hand have other values as well. */
const attribute = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

const keycloakClient = z.looseObject({
  clientId: z.string(),
  protocol: z.string().optional(),
  enabled: z.boolean().optional(),
  publicClient: z.boolean().optional(),
  consentRequired: z.boolean().optional(),
  bearerOnly: z.boolean().optional(),
  directGrantsOnly: z.boolean().optional(),
  standardFlowEnabled: z.boolean().optional(),
  rootUrl: z.string().optional(),
  redirectUris: strings.optional(),
  attributes: z.record(z.string(), attribute).optional(),
});
export type KeycloakClient = z.infer<typeof keycloakClient>;

/** A Keycloak realm, as its export writes it; `clients` is absent where the export left them out. */
const keycloakRealm = z.looseObject({
  realm: z.string(),
  clients: z.array(keycloakClient).optional(),
  sslRequired: z.string().optional(),
  revokeRefreshToken: z.boolean().optional(),
  refreshTokenMaxReuse: z.number().optional(),
  accessTokenLifespan: z.number().optional(),
  accessCodeLifespan: z.number().optional(),
  ssoSessionMaxLifespan: z.number().optional(),
  browserSecurityHeaders: z.record(z.string(), z.string()).optional(),
  clientProfiles: z.unknown().optional(),
  clientPolicies: z.unknown().optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
});
export type KeycloakRealm = z.infer<typeof keycloakRealm>;

/** One file. One of Keycloak may hold several realms, or clients without their realm. */
export type Source =
  | { readonly kind: 'server'; readonly file: string; readonly content: ServerMetadata }
  | { readonly kind: 'client'; readonly file: string; readonly content: ClientMetadata }
  | {
      readonly kind: 'keycloak';
      readonly file: string;
      readonly realms: readonly KeycloakRealm[];
      readonly clients: readonly KeycloakClient[];
    };

interface Kind {
  readonly name: string;
  /** What such a document has, in words. */
  readonly marks: string;
  readonly is: (has: (field: string) => boolean) => boolean;
}
interface Importable extends Kind {
  /** Throws a ZodError where the document is not in its shape. */
  readonly read: (file: string, data: unknown) => Source;
}
/** A document that is known, and can be no source of a profile. */
interface Refused extends Kind {
  readonly why: string;
  readonly fix: string;
}

const exportRealm =
  'export the realm with its clients: `kc.sh export`, or Realm settings > Action > Partial export > Include clients in the admin console';

const refused: readonly Refused[] = [
  {
    name: 'a Keycloak adapter file (keycloak.json)',
    marks: 'auth-server-url',
    is: (has) => has('auth-server-url') || (has('realm') && has('resource') && !has('clients')),
    why: 'it says how an application finds its server, not what the server checks; and it may hold the client secret (`credentials`)',
    fix: exportRealm,
  },
  {
    name: 'a Keycloak realm in the legacy format, from before clients were called clients',
    marks: 'realm, with applications or oauthClients',
    is: (has) => has('realm') && !has('clients') && (has('applications') || has('oauthClients')),
    why: 'its clients are under `applications` and `oauthClients`, with other fields and other defaults than today',
    fix: `import it into the Keycloak that is in use, and ${exportRealm}`,
  },
];

const importable: readonly Importable[] = [
  {
    name: 'a Keycloak realm export',
    marks: 'realm and clients',
    is: (has) => has('realm'),
    read: (file, data) => ({ kind: 'keycloak', file, realms: [keycloakRealm.parse(data)], clients: [] }),
  },
  {
    name: "a Keycloak client's export",
    marks: 'clientId',
    is: (has) => has('clientId'),
    read: (file, data) => ({ kind: 'keycloak', file, realms: [], clients: [keycloakClient.parse(data)] }),
  },
  {
    name: 'authorization server metadata (RFC 8414, OpenID Connect Discovery)',
    marks: 'issuer and authorization_endpoint',
    is: (has) =>
      has('issuer') &&
      ['authorization_endpoint', 'token_endpoint', 'response_types_supported', 'jwks_uri'].some(has),
    read: (file, data) => ({ kind: 'server', file, content: serverMetadata.parse(data) }),
  },
  {
    name: 'client metadata (RFC 7591)',
    marks: 'redirect_uris',
    is: (has) => ['redirect_uris', 'grant_types', 'response_types', 'token_endpoint_auth_method'].some(has),
    read: (file, data) => ({ kind: 'client', file, content: clientMetadata.parse(data) }),
  },
];

/** Reads one document. Throws what is wrong with it. */
export function readSource(path: string): Source {
  const data = readJson(path);
  if (!Array.isArray(data)) return sourceOf(path, data);
  const parts = data.map((item) => sourceOf(path, item)).filter((part) => part.kind === 'keycloak');
  if (parts.length === 0 || parts.length < data.length) throw notImportable(path);
  return {
    kind: 'keycloak',
    file: path,
    realms: parts.flatMap(({ realms }) => realms),
    clients: parts.flatMap(({ clients }) => clients),
  };
}

function sourceOf(path: string, data: unknown): Source {
  const has = (field: string) =>
    typeof data === 'object' && data !== null && !Array.isArray(data) && Object.hasOwn(data, field);
  const other = refused.find(({ is }) => is(has));
  if (other !== undefined)
    throw new CliError(EXIT.badFile, `\`${path}\` is ${other.name}`, { why: other.why, fix: other.fix });
  const kind = importable.find(({ is }) => is(has));
  if (kind === undefined) throw notImportable(path);
  try {
    return kind.read(path, data);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new CliError(EXIT.badFile, `\`${path}\` is not ${kind.name}`, { why: z.prettifyError(error) });
  }
}

const notImportable = (path: string) =>
  new CliError(EXIT.badFile, `\`${path}\` is none of the documents that can be imported`, {
    why: 'a document is told by the fields that it must have',
    available: importable.map(({ name, marks }) => `${name}: ${marks}`),
  });

/** The realm has to come with its clients, or one of them beside it. */
export const withoutClients = (realm: KeycloakRealm, file: string) =>
  new CliError(EXIT.badFile, `\`${file}\` is the Keycloak realm \`${realm.realm}\` without its clients`, {
    why: 'clients absent; a profile is about one client',
    fix: `${exportRealm}; or give the export of one client beside it`,
  });
