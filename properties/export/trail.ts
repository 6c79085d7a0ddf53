// A trace that another checker found, as moves, and replayed through the machines. Whatever the other checker says, only
// what replays is an attack.

import { type CapabilityId, capabilities } from '../../attacks/capabilities/capabilities.js';
import { type Cube, cubeOf } from '../../attacks/search/conditions.js';
import { type Attack, configurationIn, replay, type ReplayFailure } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import type { Subject } from './subject.js';

export interface ForeignTrace {
  readonly moves: readonly string[];
  /** What the checker chose where the model leaves it free. */
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
  readonly capabilities: readonly CapabilityId[];
}

/** The names of the moves of an exported Promela file, by number. */
export const movesNamed = (model: string): ReadonlyMap<number, string> =>
  new Map([...model.matchAll(/\/\* MOVE (\d+) is (.*) \*\//g)].map((m) => [Number(m[1]), m[2]!]));

/** What `spin -t` printed, as moves; a text says what is wrong with it. */
export function readPrinted(printed: string, model: string): ForeignTrace | string {
  const names = movesNamed(model);
  const moves: string[] = [];
  const on: SwitchId[] = [];
  const off: SwitchId[] = [];
  const chosen: CapabilityId[] = [];
  for (const [, word, first, second] of printed.matchAll(
    /^\s*(MOVE|SWITCH|CAPABILITY) (\d+)(?: (\d+))?$/gm,
  )) {
    const n = Number(first);
    if (word === 'MOVE') {
      const name = names.get(n);
      if (name === undefined) return `it makes move ${n}, which the model does not name`;
      moves.push(name);
    } else if (word === 'SWITCH') {
      const id = switchIds[n];
      if (id === undefined) return `it chooses switch ${n}, which does not exist`;
      (second === '1' ? on : off).push(id);
    } else if (n > 0) {
      const capability = capabilities[n - 1];
      if (capability === undefined) return `it chooses capability ${n}, which does not exist`;
      chosen.push(capability.id);
    }
  }
  return moves.length === 0 ? 'it makes no moves' : { moves, on, off, capabilities: chosen };
}

/** Replays a foreign trace; it must reach one of the subject's goals with its last move. */
export function replayForeign(
  subject: Subject,
  trace: ForeignTrace,
): { readonly attack: Attack } | { readonly failure: ReplayFailure } {
  const setting = {
    scenario: subject.scenario,
    on:
      subject.on === null
        ? configurationIn(cubeOf(trace.on, trace.off), vacuousOf(subject), 'off')
        : new Set(subject.on),
    capabilities: new Set(subject.atMost === null ? subject.capabilities : trace.capabilities),
  };
  const results = subject.goals.map((goal) => replay(trace.moves, goal, setting));
  return results.find((r) => 'attack' in r) ?? results[0]!;
}

const vacuousOf = ({ scenario }: Subject): readonly Cube[] => honestRun(scenario).vacuous;
