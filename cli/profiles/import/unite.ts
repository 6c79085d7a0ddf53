// What several documents say, as one: what is said for fewer wins, and two that are said for the same must agree.

import type { Scenario } from '../../../model/scenario.js';
import { type SwitchId, switchIds } from '../../../model/switches.js';
import { CliError, EXIT } from '../../errors.js';
import { plain } from '../../plain.js';
import { type End, type Findings, type Level, levels } from './finding.js';

export interface Imported {
  readonly switches: ReadonlyMap<SwitchId, { readonly is: boolean; readonly from: string }>;
  /** Switches of which the documents speak without deciding them, and what they say. */
  readonly undecided: ReadonlyMap<SwitchId, string>;
  readonly scenario: Partial<Scenario>;
  readonly scenarioFrom: readonly string[];
  readonly left: readonly { readonly file: string; readonly field: string; readonly why: string }[];
}

/** The findings of one document. */
export interface Said {
  readonly file: string;
  readonly findings: Findings;
}

interface Channel {
  /** The ends whose addresses show whether it is encrypted. */
  readonly ends: readonly End[];
  /** What is taken for granted besides: an end whose address is in no document that is read here. */
  readonly granted?: string;
}
const channels: Readonly<Partial<Record<SwitchId, Channel>>> = {
  'tls.front': { ends: ['authorization endpoint', 'redirect URIs'] },
  'tls.back': {
    ends: ['token endpoint'],
    granted: "the resource server's address is in no such document, and RFC 6750 5.3 demands TLS there",
  },
};

interface Claim<T> {
  readonly value: T;
  readonly level: Level;
  readonly from: string;
}
type Claims<K, T> = Map<K, Claim<T>>;

/** Adds a claim. Throws where it contradicts one for the same; `unknown` leaves open what is said for as many. */
function add<K, T>(claims: Claims<K, T | 'unknown'>, of: string, key: K, claim: Claim<T | 'unknown'>): void {
  const before = claims.get(key);
  const rank = ({ level }: { level: Level }) => levels.indexOf(level);
  if (before === undefined || rank(claim) > rank(before)) claims.set(key, claim);
  else if (rank(claim) < rank(before) || before.value === claim.value || before.value === 'unknown') return;
  else if (claim.value === 'unknown') claims.set(key, claim);
  else
    throw new CliError(EXIT.badFile, `the documents contradict each other on ${of}`, {
      why: `${before.from}; but ${claim.from}`,
      fix: 'import documents of one server and one client; nothing was written',
    });
}

/** Unites what documents say. Throws where two of them contradict each other. */
export function unite(documents: readonly Said[]): Imported {
  const claims: Claims<SwitchId, boolean | 'unknown'> = new Map();
  const worlds: Claims<keyof Scenario, unknown> = new Map();
  // The narrowest first: what they decide, wider ones need not agree on.
  const rank = ({ findings }: Said) => levels.indexOf(findings.level);
  for (const { file, findings } of [...documents].sort((a, b) => rank(b) - rank(a))) {
    const at = (from: string) => plain(`${file}: ${from}`);
    for (const { switch: id, is, level, from } of findings.switches)
      add(claims, `switch \`${id}\``, id, { value: is, level, from: at(from) });
    for (const { setting, from } of findings.scenario)
      for (const [key, value] of Object.entries(setting) as [keyof Scenario, unknown][])
        add(worlds, `\`${key}\``, key, { value, level: findings.level, from: at(from) });
  }
  for (const [id, channel] of Object.entries(channels) as [SwitchId, Channel][]) {
    const claim = channelClaim(channel, documents);
    if (claim !== null && !claims.has(id)) claims.set(id, claim);
  }
  const inOrder = switchIds.flatMap((id) => {
    const claim = claims.get(id);
    return claim === undefined ? [] : [{ id, ...claim }];
  });
  return {
    switches: new Map(
      inOrder.flatMap(({ id, value, from }) => (value === 'unknown' ? [] : [[id, { is: value, from }]])),
    ),
    undecided: new Map(inOrder.flatMap(({ id, value, from }) => (value === 'unknown' ? [[id, from]] : []))),
    scenario: Object.fromEntries([...worlds].map(([key, { value }]) => [key, value])),
    scenarioFrom: [...worlds].map(([key, { from }]) => `${key}: ${from}`),
    left: documents.flatMap(({ file, findings }) =>
      findings.left.map(({ field, why }) => ({ file: plain(file), field: plain(field), why: plain(why) })),
    ),
  };
}

/** A channel is encrypted if the messages to each of its ends are, and is not if those to one are not. */
function channelClaim(
  { ends, granted }: Channel,
  documents: readonly Said[],
): Claim<boolean | 'unknown'> | null {
  const said = documents.flatMap(({ file, findings }) =>
    findings.ends.map(({ end, is, from }) => ({ end, is, from: plain(`${file}: ${from}`) })),
  );
  const here = said.filter(({ end }) => ends.includes(end));
  if (here.length === 0) return null;
  const open = here.find(({ is }) => !is);
  if (open !== undefined) return { value: false, level: 'client', from: open.from };
  const missing = ends.filter((end) => !here.some((h) => h.end === end));
  const from = [...new Set(here.map((h) => h.from))].join('; ');
  return missing.length === 0
    ? { value: true, level: 'client', from: granted === undefined ? from : `${from}; ${granted}` }
    : {
        value: 'unknown',
        level: 'client',
        from: `${from}; of the ${missing.join(' and ')} the documents do not say`,
      };
}
