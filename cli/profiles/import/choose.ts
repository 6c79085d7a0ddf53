// Which realm and which of its clients is meant, where Keycloak's files hold several.

import { CliError, EXIT, unknown } from '../../errors.js';
import { type KeycloakClient, type KeycloakRealm, type Source, withoutClients } from './documents.js';
import { fieldShown, keycloakLacksFlow, refusedFor } from './flow.js';

/** Clients that every realm has for itself. */
const builtIn = [
  'account',
  'account-console',
  'admin-cli',
  'broker',
  'realm-management',
  'security-admin-console',
];
export const isBuiltIn = ({ clientId }: KeycloakClient): boolean => builtIn.includes(clientId);

/** What Keycloak's files hold: a realm, or none, and clients; each with the file it is from. */
export interface Keycloak {
  readonly realm: { readonly file: string; readonly content: KeycloakRealm } | null;
  readonly clients: readonly { readonly file: string; readonly content: KeycloakClient }[];
}

/** The realm that is meant and its clients, with those whose own exports are given. Null without files of Keycloak. */
export function keycloakOf(sources: readonly Source[], wanted: string | undefined): Keycloak | null {
  const files = sources.filter((source) => source.kind === 'keycloak');
  if (files.length === 0) return null;
  const realms = files.flatMap(({ file, realms: all }) => all.map((content) => ({ file, content })));
  const names = realms.map(({ content }) => content.realm);
  const named = wanted === undefined ? realms : realms.filter(({ content }) => content.realm === wanted);
  if (wanted !== undefined && named.length === 0) throw unknown('realm', wanted, names, EXIT.usage);
  if (named.length > 1)
    throw new CliError(
      EXIT.usage,
      wanted === undefined
        ? `the documents hold ${realms.length} realms`
        : `${named.length} realms are named \`${wanted}\``,
      {
        why: 'a profile is about a client of one realm',
        fix: wanted === undefined ? 'name it with --realm' : 'give the document of one of them',
        available: names,
      },
    );
  const realm = named[0] ?? null;
  const clients = [
    ...(realm?.content.clients ?? []).map((content) => ({ file: realm!.file, content })),
    ...files.flatMap(({ file, clients: all }) => all.map((content) => ({ file, content }))),
  ];
  if (realm !== null && realm.content.clients === undefined && clients.length === 0)
    throw withoutClients(realm.content, realm.file);
  const ids = clients.map(({ content }) => content.clientId);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    throw new CliError(EXIT.badFile, `the client \`${twice}\` is there twice`, {
      why: clients
        .filter(({ content }) => content.clientId === twice)
        .map(({ file }) => file)
        .join(', '),
      fix: 'leave out the one that does not hold',
    });
  return { realm, clients };
}

/** The client that is meant: the one named, or the only one of the realm's own with an authorization code flow. */
export function chosen(keycloak: Keycloak, wanted: string | undefined): Keycloak['clients'][number] {
  const own = keycloak.clients.filter(({ content }) => !isBuiltIn(content));
  const able = own.filter(({ content }) => keycloakLacksFlow(content) === null);
  if (wanted !== undefined) {
    const found = keycloak.clients.find(({ content }) => content.clientId === wanted);
    if (found === undefined)
      throw unknown(
        'client',
        wanted,
        able.map(({ content }) => content.clientId),
        EXIT.usage,
      );
    const reason = keycloakLacksFlow(found.content);
    if (reason !== null) throw refusedFor(found.file, reason, `client ${wanted}: `);
    return found;
  }
  if (able.length === 1) return able[0]!;
  const of =
    keycloak.realm === null ? 'the documents have' : `the realm \`${keycloak.realm.content.realm}\` has`;
  if (able.length > 1)
    throw new CliError(
      EXIT.usage,
      `${of} ${able.length} clients of its own with an authorization code flow`,
      {
        why: 'a profile is about one client',
        fix: 'name it with --client, or make a profile of each with --all-clients -o DIR',
        available: able.map(({ content }) => content.clientId),
      },
    );
  throw noneOf(of, own);
}

/** What is said where no client has a flow: each with its reason. */
export function noneOf(of: string, clients: Keycloak['clients']): CliError {
  const reasons = clients.flatMap(({ content }) => {
    const reason = keycloakLacksFlow(content);
    return reason === null ? [] : [`client ${content.clientId}: ${fieldShown(reason)}: ${reason.why.en}`];
  });
  return new CliError(EXIT.badFile, `${of} no client with an authorization code flow`, {
    why: reasons.length === 0 ? 'it has no client of its own' : reasons.join('; '),
    fix: 'only the authorization code flow is modelled; give a client that uses it',
  });
}
