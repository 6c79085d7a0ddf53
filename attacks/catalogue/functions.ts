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
    const { state } = move.choice as { readonly state?: string };
    if (move.actor === 'attacker' && move.action === 'sendsCallback' && state?.startsWith('state:'))
      if (world.peek(slotOf(state) as Component, agentView) !== 'attacker') marks.push('sends foreign state');
    return marks.filter((mark) => mark !== null);
  },
  ofUse: (capability: CapabilityId, kind: TermKind) => known(markOf({ uses: kind, by: capability })),
  ofAnswer: (id: SwitchId, isOn: boolean) => known(markOf(isOn ? { on: id } : { off: id })),
  beside: (mark) => evidences.flatMap((e) => ('uses' in e && markOf(e) === mark ? [e.by] : []))[0] ?? null,
};

/**
 * Where a threat exists, with the marks still in it: allowing just these, its way is the one.
 * @param run a search made with `evidenceMarking`, of all goals of the threat
 */
export function threatWithMarks(run: Exploration, threat: ThreatId): Diagram {
  const { diagrams } = run;
  return patternsOf(threat).reduce((all, pattern) => diagrams.or(all, patternWithMarks(run, pattern)), 0);
}

/** Where a threat exists, beyond what was known before the search: a function of capabilities and switches. */
export function threatIn(run: Exploration, threat: ThreatId): Diagram {
  const { diagrams, vocabulary } = run;
  let f = threatWithMarks(run, threat);
  for (const v of diagrams.support(f)) if (vocabulary.meanings[v]!.kind === 'mark') f = diagrams.exists(f, v);
  return f;
}

function patternWithMarks(run: Exploration, { goals, all, none = [] }: Pattern): Diagram {
  const { diagrams } = run;
  const variableOf = (e: Evidence): number | undefined =>
    'has' in e ? run.vocabulary.capability(e.has) : run.vocabulary.mark(markOf(e));
  const forbidden = none.flatMap((e) => variableOf(e) ?? []);
  let found: Diagram = 0;
  for (const goal of goals) {
    let reached = run.reached[goalIndex.get(goal)!]!;
    for (const v of forbidden) {
      reached = diagrams.at(reached, v, false);
      // The attacker does not have it, and not only does without it.
      if (run.vocabulary.meanings[v]!.kind === 'capability')
        reached = diagrams.and(reached, diagrams.literal(v, false));
    }
    // One piece of evidence of each list, in every combination: all of them are needed at once.
    // What was known before the search has its paths, and its names, from where it was found.
    const isNew = diagrams.diff(reached, run.known[goalIndex.get(goal)!]!);
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
    for (const c of combinations) found = diagrams.or(found, diagrams.diff(c.with, c.without));
  }
  return found;
}
