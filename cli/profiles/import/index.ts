// Profiles filled from documents: each switch says from which field; what the documents cannot tell is unknown.

import { CliError, EXIT } from '../../errors.js';
import { chosen, isBuiltIn, type Keycloak, keycloakOf, noneOf } from './choose.js';
import { fromClient } from './client.js';
import type { Source } from './documents.js';
import { clientLacksFlow, keycloakLacksFlow, type NoFlow, refusedFor, serverLacksFlow } from './flow.js';
import { fromKeycloakClient } from './keycloakClient.js';
import { fromRealm } from './keycloakRealm.js';
import { fromServer } from './server.js';
import { type Imported, type Said, unite } from './unite.js';

export { readSource } from './documents.js';
export { fieldShown } from './flow.js';
export { profileText } from './profileYaml.js';
export type { Imported } from './unite.js';

/** Which of what Keycloak's files hold is meant. */
export interface Wanted {
  readonly client?: string | undefined;
  readonly realm?: string | undefined;
}

/** What metadata documents say. Throws where one is about no authorization code flow. */
function fromMetadata(sources: readonly Source[]): Said[] {
  return sources.flatMap((source): Said[] => {
    if (source.kind === 'keycloak') return [];
    const { file } = source;
    const reason =
      source.kind === 'server' ? serverLacksFlow(source.content) : clientLacksFlow(source.content);
    if (reason !== null) throw refusedFor(file, reason);
    return [
      { file, findings: source.kind === 'server' ? fromServer(source.content) : fromClient(source.content) },
    ];
  });
}

/** What Keycloak's files say of one client. */
const fromKeycloak = ({ realm }: Keycloak, client: Keycloak['clients'][number]): Said[] => [
  ...(realm === null ? [] : [{ file: realm.file, findings: fromRealm(realm.content) }]),
  { file: client.file, findings: fromKeycloakClient(client.content, realm?.content ?? null) },
];

/** One profile of what the documents say of one server and one client. Throws where they contradict each other. */
export function importFrom(sources: readonly Source[], { client, realm }: Wanted = {}): Imported {
  const keycloak = keycloakOf(sources, realm);
  if (keycloak === null && (client ?? realm) !== undefined)
    throw new CliError(
      EXIT.usage,
      `${client === undefined ? '--realm' : '--client'} without a file of Keycloak`,
      {
        why: 'other documents are about one client each',
        fix: 'leave it out',
      },
    );
  const imported = unite([
    ...fromMetadata(sources),
    ...(keycloak === null ? [] : fromKeycloak(keycloak, chosen(keycloak, client))),
  ]);
  refuseSeveral(sources);
  return imported;
}

/** Refuses documents of two servers or of two clients: what they say together holds for nobody. */
function refuseSeveral(sources: readonly Source[]): void {
  const issuers = sources.flatMap((source) => (source.kind === 'server' ? [source.content.issuer] : []));
  const ids = sources.flatMap((source) => (source.kind === 'client' ? (source.content.client_id ?? []) : []));
  for (const [whose, field, found] of [
    ['servers', 'issuer', new Set(issuers)],
    ['clients', 'client_id', new Set(ids)],
  ] as const)
    if (found.size > 1)
      throw new CliError(EXIT.badFile, `the documents are of ${found.size} ${whose}`, {
        why: `${field} ${[...found].join(', ')}`,
        fix: 'import documents of one server and one client; nothing was written',
      });
}

/** What the documents say of every client of a realm. */
export interface ImportedRealm {
  readonly realm: string | null;
  readonly clients: readonly {
    readonly id: string;
    /** One of those that every realm has. */
    readonly isBuiltIn: boolean;
    readonly imported: Imported;
  }[];
  /** Those without an authorization code flow. */
  readonly leftOut: readonly { readonly id: string; readonly reason: NoFlow }[];
}

/** A profile for each client of a realm. Throws where no client has an authorization code flow. */
export function importAll(sources: readonly Source[], wanted: Pick<Wanted, 'realm'> = {}): ImportedRealm {
  const keycloak = keycloakOf(sources, wanted.realm);
  const single = sources.find(({ kind }) => kind === 'client');
  if (keycloak === null || single !== undefined)
    throw new CliError(
      EXIT.usage,
      single === undefined
        ? '--all-clients without a file of Keycloak'
        : `\`${single.file}\` is about one client`,
      {
        why: 'all clients of a realm are imported',
        fix: 'give the realm, and at most metadata of its server',
      },
    );
  refuseSeveral(sources);
  const metadata = fromMetadata(sources);
  const rows = keycloak.clients.map((client) => ({ client, reason: keycloakLacksFlow(client.content) }));
  const able = rows.filter(({ reason }) => reason === null);
  const name = keycloak.realm?.content.realm ?? null;
  if (able.length === 0)
    throw noneOf(name === null ? 'the documents have' : `the realm \`${name}\` has`, keycloak.clients);
  return {
    realm: name,
    clients: able.map(({ client }) => ({
      id: client.content.clientId,
      isBuiltIn: isBuiltIn(client.content),
      imported: unite([...metadata, ...fromKeycloak(keycloak, client)]),
    })),
    leftOut: rows.flatMap(({ client, reason }) =>
      reason === null ? [] : [{ id: client.content.clientId, reason }],
    ),
  };
}
