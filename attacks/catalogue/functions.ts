// Where a threat exists, as a function of attackers and configurations, read off a search that tells its evidence apart.
//
// Evidence is a mark of the search: a variable that allows it. A threat exists for an attacker in a configuration if,
// with some evidence allowed and some not, a goal of the threat is reached, and is not reached any more if the evidence
// that names the threat is not allowed. So the name is given to a way that really depends on it, and a way that could do
// without does not hide it.

import { agentView } from '../../model/instances.js';
import { slotOf, type TermKind } from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import type { Component } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { Exploration } from '../engine/explore.js';
import type { Marking } from '../engine/vocabulary.js';
import { goalIndex } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { type ThreatId, threats } from './paper.js';
import { type Evidence, type Pattern, patternsOf } from './patterns.js';

/** The mark of evidence; a capability is a variable of its own. */
function markOf(evidence: Exclude<Evidence, { has: CapabilityId }>): string {
  if ('uses' in evidence) return `uses ${evidence.uses} by ${evidence.by}`;
  if ('does' in evidence) return `does ${evidence.does}`;
  if ('off' in evidence) return `off ${evidence.off}`;
  if ('on' in evidence) return `on ${evidence.on}`;
  return 'sends foreign state';
}

const evidences: readonly Evidence[] = threats.flatMap(({ id }) =>
  patternsOf(id).flatMap(({ all, none = [] }) => [...all.flat(), ...none]),
);
const allMarks: ReadonlySet<string> = new Set(evidences.flatMap((e) => ('has' in e ? [] : [markOf(e)])));
const known = (mark: string): string | null => (allMarks.has(mark) ? mark : null);

/** Tells apart, in a search, all that the patterns of the catalogue speak of. */
export const evidenceMarking: Marking = {
  marks: [...allMarks],
  ofMove: (move, world) => {
    const marks = [known(`does ${move.action}`)];
    const { state, continues } = move.choice as { readonly state?: string; readonly continues?: string };
    if (move.actor === 'attacker' && move.action === 'sendsCallback' && state?.startsWith('state:')) {
      const named = slotOf(state);
      if (named === continues && world.peek(named as Component, agentView) !== 'attacker')
        marks.push('sends foreign state');
    }
    return marks.filter((mark) => mark !== null);
  },
  ofUse: (capability: CapabilityId, kind: TermKind) => known(markOf({ uses: kind, by: capability })),
  ofAnswer: (id: SwitchId, isOn: boolean) => known(markOf(isOn ? { on: id } : { off: id })),
  beside: (mark) => evidences.flatMap((e) => ('uses' in e && markOf(e) === mark ? [e.by] : []))[0] ?? null,
};

/** One of a threat's ways to one of its goals, and where it exists. */
export interface Way {
  /** By its number. */
  readonly goal: number;
  /** With the marks still in it: allowing just these, each trace to the goal goes this way. */
  readonly marked: Diagram;
  /** As a function of capabilities and switches. */
  readonly exists: Diagram;
}

/**
 * Where a threat exists, beyond what was known before the search.
 * @param run a search made with `evidenceMarking`, of all goals of the threat
 */
export function waysOf(run: Exploration, threat: ThreatId): readonly Way[] {
  const { diagrams, vocabulary } = run;
  return patternsOf(threat).flatMap((pattern) =>
    pattern.goals.flatMap((id): Way[] => {
      const goal = goalIndex.get(id)!;
      const marked = markedWay(run, goal, pattern);
      if (marked === 0) return [];
      const marks = diagrams.support(marked).filter((v) => vocabulary.meanings[v]!.kind === 'mark');
      return [{ goal, marked, exists: marks.reduce((f, v) => diagrams.exists(f, v), marked) }];
    }),
  );
}

function markedWay(run: Exploration, goal: number, { all, none = [] }: Pattern): Diagram {
  const { diagrams } = run;
  const variableOf = (e: Evidence): number | undefined =>
    'has' in e ? run.vocabulary.capability(e.has) : run.vocabulary.mark(markOf(e));
  let reached = run.reached[goal]!;
  for (const v of none.flatMap((e) => variableOf(e) ?? [])) {
    reached = diagrams.at(reached, v, false);
    // The attacker does not have it, and not only does without it.
    if (run.vocabulary.meanings[v]!.kind === 'capability')
      reached = diagrams.and(reached, diagrams.literal(v, false));
  }
  // What was known before the search has its paths, and its names, from where it was found.
  const isNew = diagrams.diff(reached, run.known[goal]!);
  // One piece of evidence of each list, in every combination: all of them are needed at once.
  let combinations: readonly { readonly with: Diagram; readonly without: Diagram }[] = [
    { with: isNew, without: 0 },
  ];
  for (const any of all)
    combinations = combinations.flatMap((c) =>
      any.flatMap((e) => {
        const v = variableOf(e);
        if (v === undefined) return [];
        const allowed = diagrams.and(c.with, diagrams.literal(v));
        const lacking = diagrams.or(diagrams.at(c.without, v, true), diagrams.at(reached, v, false));
        return allowed === 0 ? [] : [{ with: allowed, without: lacking }];
      }),
    );
  return combinations.reduce(
    (found, c) => diagrams.or(found, diagrams.diff(c.with, c.without)),
    0 as Diagram,
  );
}
