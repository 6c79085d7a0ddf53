// One search's result as text, and back. What is read is checked: it must be whole, and of the search asked for.
//
// The checksum tells accidents, not malice: whoever can write the file can write the checksum. An attack is told of only
// when it has been replayed, whatever the file says; that there is none rests on the file, and on who may write to it.
// \`--no-cache\` trusts none.

import { threatsOf } from '../../attacks/catalogue/labels.js';
import type { ThreatId } from '../../attacks/catalogue/paper.js';
import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import { type Cube, cubeOf, idsOf, isConsistent } from '../../attacks/search/conditions.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import type { Scenario } from '../../model/scenario.js';
import { sha256 } from './digest.js';
import { Places } from './places.js';
import { type Content, isContent, isText, recordOf } from './resultShape.js';

const format = 2;
interface Envelope {
  readonly format: number;
  readonly key: string;
  readonly checksum: string;
  readonly content: string;
}
const isEnvelope = recordOf<Envelope>({
  format: (data): data is number => data === format,
  key: isText,
  checksum: isText,
  content: isText,
});

const inIds = ({ on, off }: Cube) => ({ on: idsOf(on), off: idsOf(off) });

/** What is written of one search's result: what repeats stands once, and what can be told from the rest is left out. */
export function contentOf({ paths, scenarios }: PathsResult): Content {
  const worlds = new Places<Scenario>();
  const moves = new Places<string>();
  const packed = paths.map(
    ({ cube: _cube, scenario: of, steps: _steps, threats: _threats, moves: made, ...path }) => ({
      ...path,
      world: worlds.of(of),
      moves: made.map((move) => moves.of(move)),
    }),
  );
  return {
    worlds: worlds.all,
    moves: moves.all,
    paths: packed,
    searches: scenarios.map((s) => ({ ...s, vacuous: s.vacuous.map(inIds) })),
  };
}

/** The text of one search's result, filed under a key. */
export function write(key: string, result: PathsResult): string {
  const text = JSON.stringify(contentOf(result));
  return JSON.stringify({ format, key, checksum: sha256(text), content: text });
}

/** The search that a result is wanted of, and its goals. */
export interface Asked {
  readonly search: BoundedSearch;
  readonly wanted: readonly GoalId[];
}

/** What in a content cannot have come from the search asked for; null: nothing. */
function misfit({ paths, searches, worlds, moves }: Content, { search, wanted }: Asked): string | null {
  const { allowed = null, settled = null, stepsDown = false } = search;
  const isOfKind = (world: Scenario): boolean =>
    (Object.keys(world) as (keyof Scenario)[]).every(
      (k) => world[k] === search.scenario[k] || (stepsDown && sizes.has(k)),
    );
  for (const found of searches) {
    const isSame =
      found.maxCapabilities === search.maxCapabilities &&
      (found.threats === search.threats || stepsDown) &&
      JSON.stringify(found.allowed) === JSON.stringify(allowed) &&
      JSON.stringify(found.settled) === JSON.stringify(settled) &&
      isOfKind(found.scenario);
    if (!isSame) return 'its content is of other bounds than its key';
    if (!found.vacuous.every(({ on, off }) => isConsistent(cubeOf(on, off))))
      return 'a condition in it contradicts itself';
  }
  if (searches.length !== 1 && !stepsDown) return 'it is not of one search';
  if (!worlds.every(isOfKind)) return 'a path in it is of another world';
  if (!moves.every(isMove)) return 'a move in it is none';
  for (const { id, goal, capabilities, provenance, present, absent, moves: made, world } of paths) {
    const isWithin =
      wanted.includes(goal) &&
      worlds[world] !== undefined &&
      made.every((n) => moves[n] !== undefined) &&
      (search.maxCapabilities === null || capabilities.length <= search.maxCapabilities) &&
      capabilities.every((c) => allowed === null || allowed.includes(c)) &&
      provenance.every(({ capability }) => capabilities.includes(capability));
    if (!isWithin) return `path ${id} is beyond the search's bounds`;
    if (!isConsistent(cubeOf(present, absent))) return `the condition of path ${id} contradicts itself`;
  }
  return null;
}
/** Settings of size, and whether refresh tokens are issued at one at which no time passes. */
const sizes: ReadonlySet<string> = new Set(['sessions', 'grants', 'ticks', 'refresh']);

/** An actor's action and its choice. Remembered: results of one model are made of the same moves. */
function isMove(text: string): boolean {
  if (goodMoves.has(text)) return true;
  const choice = /^[a-z]+\.[a-z]+ (\{.*\})$/i.exec(text)?.[1];
  const isGood = choice !== undefined && parsed(choice) !== undefined;
  if (isGood) goodMoves.add(text);
  return isGood;
}
const goodMoves = new Set<string>();

export type ReadResult =
  | { readonly result: PathsResult }
  | { readonly fault: 'damaged' | 'stale'; readonly why: string };

export const damaged = (why: string): ReadResult => ({ fault: 'damaged', why });

/** What a text that should be JSON holds; undefined: it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The result in a text filed under a key, or what is wrong with it. */
export function read(key: string, text: string, asked: Asked): ReadResult {
  const data = parsed(text);
  if (data === undefined) return damaged('it is not whole');
  if (!isEnvelope(data)) return damaged('it is not of the form that is written');
  if (data.key !== key) return { fault: 'stale', why: 'it was made of another model, question or bounds' };
  if (sha256(data.content) !== data.checksum)
    return damaged('its content does not have the checksum it was written with');
  const content = parsed(data.content);
  return isContent(content)
    ? resultOf(content, asked)
    : damaged('its content is not of the form that is written');
}

/** The result that a content is of, or why it cannot be of what was asked. */
export function resultOf(content: Content, asked: Asked): ReadResult {
  const wrong = misfit(content, asked);
  if (wrong !== null) return damaged(wrong);
  const { paths, searches, worlds, moves } = content;
  return {
    result: {
      paths: paths.map(({ world, moves: made, ...p }) => {
        const shown = {
          ...p,
          scenario: worlds[world]!,
          moves: made.map((n) => moves[n]!),
          steps: made.length,
          cube: cubeOf(p.present, p.absent),
        };
        let threats: readonly ThreatId[] | undefined;
        return {
          ...shown,
          /** A name is read off what a path shows, when somebody asks: most paths are of no profile that is asked about. */
          get threats() {
            return (threats ??= threatsOf(shown));
          },
        };
      }),
      scenarios: searches.map((s) => ({
        ...s,
        vacuous: s.vacuous.map(({ on, off }) => cubeOf(on, off)),
      })),
      failures: [],
    },
  };
}
