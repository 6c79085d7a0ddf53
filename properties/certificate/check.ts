// Checks a coverage certificate by going through all states again. It has its own way of performing moves and its own
// search, asks the XState machines themselves every time, and remembers nothing but the states it met. Of this project it
// uses the model, the attacker's rules (moves, capabilities, goals) and the digest; of `attacks/search`, nothing.

import { honestMoves } from '../../model/honest.js';
import { componentsOf, type MoveFamily } from '../../model/world.js';
import { attackerMoves } from '../../attacks/moves/index.js';
import type { Certificate } from './certificate.js';
import { canonical, digestOf } from './digest.js';
import { firstState, type Setting, type State, stepsFrom } from './perform.js';

/** What is wrong with a certificate; null if it holds. That it says anything is for `unfinished` to tell. */
export function faultOf(c: Certificate, onProgress?: (states: number) => void): string | null {
  const instances = componentsOf(c.scenario);
  const families: readonly MoveFamily[] = [...honestMoves(instances), ...attackerMoves(instances)];
  const first = { state: firstState(c), depth: 0 };
  const seen = new Set([keyOf(first.state)]);
  const queue = [first];
  for (const [at, { state, depth }] of queue.entries()) {
    if (at % 100 === 0) onProgress?.(at);
    for (const { move, after } of stepsFrom(state, c, families)) {
      if (after.goals.has(c.goal))
        return `${c.goal} is reached in ${depth + 1} steps, by ${move.actor}.${move.action} at last`;
      const key = keyOf(after);
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > c.states) return `there are more states than the ${c.states} it says`;
      queue.push({ state: { locals: after.locals, known: after.known }, depth: depth + 1 });
    }
  }
  if (seen.size !== c.states) return `there are ${seen.size} states, not ${c.states}`;
  const { depth } = queue.at(-1)!;
  if (depth !== c.depth) return `the states lie within ${depth} steps, not ${c.depth}`;
  const digest = digestOf(seen);
  return digest === c.digest ? null : `the digest of the states is ${digest}, not ${c.digest}`;
}

const keyOf = ({ locals, known }: State): string => canonical(locals, known);

/**
 * What alice cannot do in a configuration though nobody attacks, as ids of goals: where there is any, a verdict says
 * nothing. One session, one authorization and as many ticks as a refresh takes are enough to see it.
 */
export function unfinished({ scenario, on }: Pick<Setting, 'scenario' | 'on'>): readonly string[] {
  const alone: Setting = {
    scenario: { ...scenario, sessions: 1, grants: 1, ticks: scenario.refresh ? 1 : 0 },
    on,
    capabilities: [],
  };
  const isRefreshed = scenario.refresh && !on.includes('refresh.none');
  const wanted = new Set(['honest.used', 'honest.entered', ...(isRefreshed ? ['honest.refreshed'] : [])]);
  const families = honestMoves(componentsOf(alone.scenario));
  const queue = [firstState(alone)];
  const seen = new Set(queue.map(keyOf));
  for (const state of queue)
    for (const { after } of stepsFrom(state, alone, families)) {
      for (const goal of after.goals) wanted.delete(goal);
      if (wanted.size === 0) return [];
      const key = keyOf(after);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ locals: after.locals, known: after.known });
    }
  return [...wanted];
}
