// A profile filled from documents: each switch says from which field; what the documents cannot tell is unknown.

import { stringify } from 'yaml';
import type { Scenario } from '../../../model/scenario.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import { CliError, EXIT } from '../../errors.js';
import { plain } from '../../plain.js';
import { fromClient } from './client.js';
import type { Source } from './documents.js';
import type { Findings } from './finding.js';
import { fromKeycloak } from './keycloak.js';
import { fromServer } from './server.js';

export { readSource } from './documents.js';

export interface Imported {
  readonly switches: ReadonlyMap<SwitchId, { readonly is: boolean; readonly from: string }>;
  readonly scenario: Partial<Scenario>;
  readonly scenarioFrom: readonly string[];
  readonly left: readonly { readonly file: string; readonly field: string; readonly why: string }[];
}

const findingsOf = (source: Source, client: string | undefined): Findings => {
  switch (source.kind) {
    case 'server':
      return fromServer(source.content);
    case 'client':
      return fromClient(source.content);
    case 'keycloak':
      return fromKeycloak(source.content, client);
  }
};

/** What a server can do, a client may not use: of these, the client's own document has the last word. */
const clientDecides: readonly SwitchId[] = [
  'client.authenticated',
  'refresh.none',
  'token.bound',
  'request.signed',
];

/** Unites what the documents say. Throws where two of them contradict each other. */
export function importFrom(sources: readonly Source[], client?: string): Imported {
  const said = new Map<SwitchId, { is: boolean; from: string; kind: Source['kind'] }>();
  const worlds = new Map<keyof Scenario, { value: unknown; from: string; kind: Source['kind'] }>();
  const left: { file: string; field: string; why: string }[] = [];
  for (const source of sources) {
    const { kind, file } = source;
    const found = findingsOf(source, client);
    const weaker = (a: Source['kind'], b: Source['kind']) => a === 'server' && b !== 'server';
    for (const { switch: id, is, from } of found.switches) {
      const before = said.get(id);
      const now = { is, from: plain(`${file}: ${from}`), kind };
      if (before === undefined || before.is === is) said.set(id, before ?? now);
      else if (clientDecides.includes(id) && weaker(before.kind, kind)) said.set(id, now);
      else if (!(clientDecides.includes(id) && weaker(kind, before.kind)))
        throw contradiction(`switch \`${id}\``, before.from, now.from);
    }
    for (const { setting, from } of found.scenario)
      for (const [key, value] of Object.entries(setting) as [keyof Scenario, unknown][]) {
        const before = worlds.get(key);
        const now = { value, from: plain(`${file}: ${from}`), kind };
        if (before === undefined || before.value === value) worlds.set(key, before ?? now);
        else if (weaker(before.kind, kind)) worlds.set(key, now);
        else if (!weaker(kind, before.kind)) throw contradiction(`\`${key}\``, before.from, now.from);
      }
    left.push(
      ...found.left.map(({ field, why }) => ({ file: plain(file), field: plain(field), why: plain(why) })),
    );
  }
  return {
    switches: said,
    scenario: Object.fromEntries([...worlds].map(([key, { value }]) => [key, value])),
    scenarioFrom: [...worlds].map(([key, { from }]) => `${key}: ${from}`),
    left,
  };
}

const contradiction = (of: string, a: string, b: string) =>
  new CliError(EXIT.badFile, `the documents contradict each other on ${of}`, {
    why: `${a}; but ${b}`,
    fix: 'import documents of one server and one client; nothing was written',
  });

/** The profile as YAML: every switch is there, with where its setting comes from. */
export function profileText(imported: Imported, name: string): string {
  const untold = 'the documents do not say';
  const setting = (id: SwitchId, environment: boolean) =>
    imported.switches.get(id) ?? (environment ? { is: true, from: 'taken for granted' } : null);
  const rows = switches.map(({ id, environment }) => ({ id, said: setting(id, environment) }));
  const comments = [
    ...imported.scenarioFrom.map((line) => ` ${line}`),
    ...(imported.left.length > 0 ? [' Not taken over:'] : []),
    ...imported.left.map(({ file, field, why }) => `   ${file}: ${field}: ${why}`),
  ].map((line) => `#${line}\n`);
  return (
    stringify(
      {
        name,
        switches: Object.fromEntries(rows.map(({ id, said }) => [id, said?.is ?? 'unknown'])),
        notes: Object.fromEntries(rows.map(({ id, said }) => [id, said?.from ?? untold])),
        ...(Object.keys(imported.scenario).length > 0 && { scenario: imported.scenario }),
      },
      { lineWidth: 0 },
    ) + comments.join('')
  );
}
