// Where a threat exists, held against its definition: a plain search of one attacker and one configuration, made again
// for every set of evidence that could be allowed there. Worlds, attackers and configurations are drawn; besides, points
// are taken from what the functions themselves say, just inside and just outside, for a wrong function is wrong there.
// SEKISHO_CELLS sets how many searches are compared.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import {
  EvidenceSearch,
  goesItsWay,
  nameOf as nameOfEvidence,
  type SearchOf,
  TooLarge,
} from '../../properties/evidence.js';
import { anyConfiguration, capabilityIds, drawer, fewSwitches, tiny } from '../../properties/smallWorlds.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type Exploration, explore } from '../engine/explore.js';
import { finishesIn, translate } from '../engine/honest.js';
import type { Choice } from '../engine/order.js';
import { allReductions } from '../engine/reductions.js';
import { type GoalId, goals } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { idleChoices, idleIn } from '../moves/idle.js';
import { evidenceMarking, waysOf } from './functions.js';
import { type ThreatId, threats } from './paper.js';
import { type Pattern, patternsOf } from './patterns.js';

const searches = Number(process.env.SEKISHO_CELLS ?? 12);
const switchSet: ReadonlySet<string> = new Set(switchIds);
const ends: readonly GoalId[] = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);
/** Of so many pieces of evidence every set is tried; where more matter, the point is left out. */
const mostEvidence = 7;

interface Asked {
  readonly scenario: Scenario;
  readonly open: readonly CapabilityId[];
  /** Switches that are settled, and those that are on if they are. */
  readonly settled: readonly SwitchId[];
  readonly on: ReadonlySet<SwitchId>;
}
/** One attacker in one configuration. */
interface Point {
  readonly by: ReadonlySet<CapabilityId>;
  readonly on: ReadonlySet<SwitchId>;
}

const drawn: fc.Arbitrary<Asked> = fc.record({
  scenario: fc.constantFrom<Scenario[]>(
    tiny,
    { ...tiny, client: 'native-app' },
    { ...tiny, client: 'server-app+access-app' },
    { ...tiny, orders: 'scope-only' },
    { ...tiny, ticks: 1 },
    { ...tiny, ticks: 1, refresh: true },
  ),
  open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 2 }),
  // All but so few that most searches finish.
  settled: fc.subarray([...switchIds], { minLength: 62 }),
  on: anyConfiguration,
});

const settledIn =
  ({ open, settled: ids, on }: Asked) =>
  (choice: Choice) =>
    switchSet.has(choice)
      ? ids.includes(choice as SwitchId)
        ? on.has(choice as SwitchId)
        : undefined
      : open.includes(choice as CapabilityId)
        ? undefined
        : false;
function search(world: Asked, reductions = allReductions, maxStates = 2000): Exploration {
  const { scenario } = world;
  const settled = settledIn(world);
  return explore({
    scenario,
    wanted: new Set(ends),
    settled,
    within: (v) => finishesIn(v, scenario, settled),
    marking: evidenceMarking,
    reductions,
    maxStates,
  });
}

/** The evidence that a mark of the search stands for, as the plain search names it. */
const evidenceOf: ReadonlyMap<string, string> = new Map(
  threats.flatMap(({ id }) =>
    patternsOf(id).flatMap(({ all, none = [] }) =>
      [...all.flat(), ...none].flatMap((e) => {
        if ('has' in e) return [];
        const mark =
          'uses' in e
            ? evidenceMarking.ofUse(e.by, e.uses)!
            : 'does' in e
              ? `does ${e.does}`
              : 'off' in e
                ? evidenceMarking.ofAnswer(e.off, false)!
                : 'on' in e
                  ? evidenceMarking.ofAnswer(e.on, true)!
                  : `sends ${e.sends}`;
        return [[mark, nameOfEvidence(e)] as const];
      }),
    ),
  ),
);
const isTrueAt =
  ({ vocabulary }: Exploration, { by, on }: Point, allowed: ReadonlySet<string> = new Set()) =>
  (v: number): boolean => {
    const m = vocabulary.meanings[v]!;
    if (m.kind === 'mark') return allowed.has(evidenceOf.get(m.id)!);
    return m.kind === 'switch' ? on.has(m.id) : m.kind === 'capability' && by.has(m.id);
  };

const counts = { searches: 0, unfinished: 0, points: 0, leftOut: 0, exist: 0, not: 0 };
const seen = new Set<ThreatId>();

/**
 * Throws where a threat's function is not its definition, with any evidence allowed. The plain search leaves out the idle
 * choices that the other leaves out: with every choice hardly a point would be gone through.
 */
function compareAt(run: Exploration, world: Asked, point: Point): void {
  const { diagrams, scenario } = run;
  const { by, on } = point;
  const known = new Map<string, EvidenceSearch>();
  const isIdle = idleIn(idleChoices, settledIn(world));
  const searchOf: SearchOf = (attacker) => {
    const key = [...attacker].toSorted().join();
    const one =
      known.get(key) ??
      new EvidenceSearch({ scenario, on, capabilities: attacker }, { maxStates: 1000, isIdle });
    known.set(key, one);
    return one;
  };
  const met = [...searchOf(by).met];
  if (met.length > mostEvidence) {
    counts.leftOut++;
    return;
  }
  counts.points++;
  const sets = Array.from(
    { length: 1 << met.length },
    (_, bits) => new Set(met.filter((_name, i) => (bits >> i) & 1)),
  );
  for (const { id: threat } of threats) {
    const ways = waysOf(run, threat);
    for (const goal of ends) {
      const patterns = patternsOf(threat).filter((p) => p.goals.includes(goal));
      const own = ways.filter((w) => goals[w.goal]!.id === goal);
      const told = (allowed: ReadonlySet<string>) =>
        `${threat} to ${goal}, allowed ${[...allowed].join(' ')}, by ${[...by].join(' ')} with ${[...on].join(' ')} in ${JSON.stringify(scenario)}`;
      let exists = false;
      for (const allowed of sets) {
        const isTrue = isTrueAt(run, point, allowed);
        const byDefinition = patterns.some((p) => goesItsWay(searchOf, by, allowed, goal, p));
        exists ||= byDefinition;
        if (own.some(({ marked }) => diagrams.holds(marked, isTrue)) !== byDefinition)
          throw new Error(`${byDefinition} by definition: ${told(allowed)}`);
      }
      const isTrue = isTrueAt(run, point);
      if (own.some((w) => diagrams.holds(w.exists, isTrue)) !== exists)
        throw new Error(`exists by definition: ${exists}: ${told(new Set())}`);
      counts[exists ? 'exist' : 'not']++;
      if (exists) seen.add(threat);
    }
  }
}

/** A point of some way's function, what makes no difference drawn, and one beside it at which that way is not there. */
function pointsAtTheEdge(
  run: Exploration,
  { settled, on }: Asked,
  draw: (below: number) => number,
): readonly Point[] {
  const { diagrams, vocabulary, asked } = run;
  const all = threats.flatMap(({ id }) => waysOf(run, id));
  if (all.length === 0) return [];
  const { exists } = all[draw(all.length)]!;
  const inside = new Set(vocabulary.meanings.flatMap((_, v) => (draw(2) === 0 ? [v] : [])));
  for (let n = exists; n > 1; ) {
    const [low, high] = [diagrams.lowOf(n), diagrams.highOf(n)];
    const goesHigh = low === 0 || (high !== 0 && draw(2) === 0);
    inside[goesHigh ? 'add' : 'delete'](diagrams.variableOf(n));
    n = goesHigh ? high : low;
  }
  const beside = diagrams
    .support(exists)
    .map((v) => new Set(inside.has(v) ? [...inside].filter((u) => u !== v) : [...inside, v]))
    .filter((p) => !diagrams.holds(exists, (v) => p.has(v)) && diagrams.holds(asked, (v) => p.has(v)));
  return [inside, ...(beside.length > 0 ? [beside[draw(beside.length)]!] : [])].map((variables): Point => {
    const meant = [...variables].map((v) => vocabulary.meanings[v]!);
    return {
      by: new Set(meant.flatMap((m) => (m.kind === 'capability' ? [m.id] : []))),
      on: new Set([
        ...settled.filter((id) => on.has(id)),
        ...meant.flatMap((m) => (m.kind === 'switch' ? [m.id] : [])),
      ]),
    };
  });
}

describe('where a threat exists', () => {
  test('is what its definition says, whatever evidence is allowed', () => {
    fc.assert(
      fc.property(drawn, anyConfiguration, fc.nat(), (asked, others, seed) => {
        counts.searches++;
        const run = search(asked);
        if (!run.complete) {
          counts.unfinished++;
          return;
        }
        const draw = drawer(seed);
        const on = new Set(
          switchIds.filter((id) => (asked.settled.includes(id) ? asked.on : others).has(id)),
        );
        const points = [
          { by: new Set(asked.open), on },
          ...pointsAtTheEdge(run, asked, draw),
          ...pointsAtTheEdge(run, asked, draw),
        ];
        for (const point of points) {
          if (!run.diagrams.holds(run.asked, isTrueAt(run, point))) continue;
          try {
            compareAt(run, asked, point);
          } catch (error) {
            if (!(error instanceof TooLarge)) throw error;
            counts.leftOut++;
          }
        }
      }),
      { numRuns: searches },
    );
    if (process.env.SEKISHO_CELLS !== undefined)
      process.stderr.write(`threats ${JSON.stringify(counts)} ${[...seen].join(' ')}\n`);
    expect(counts.points).toBeGreaterThan(searches);
    expect(counts.exist).toBeGreaterThan(searches);
    expect(seen.size).toBeGreaterThan(3);
    expect(counts.leftOut).toBeLessThan(counts.points);
  });

  // The definition above leaves out the same choices; so their being left out is looked at by itself.
  test('is the same with the idle choices offered', () => {
    const settled = [...fewSwitches.keys()];
    const on = new Set(settled.filter((id) => fewSwitches.get(id)));
    const shown = new Set<ThreatId>();
    for (const open of [['look-alike'], ['wiretap.front']] as const) {
      const asked: Asked = { scenario: tiny, open, settled, on };
      const [run, offered] = [search(asked), search(asked, { ...allReductions, idle: [] }, 20_000)];
      expect([run.complete, offered.complete]).toEqual([true, true]);
      for (const { id } of threats) {
        const [here, there] = [run, offered].map((one) =>
          waysOf(one, id).reduce((all, { exists }) => one.diagrams.or(all, exists), 0 as Diagram),
        ) as [Diagram, Diagram];
        expect(
          translate(offered.vocabulary, there, run.vocabulary, () => undefined),
          id,
        ).toBe(here);
        if (here !== 0) shown.add(id);
      }
    }
    expect(shown.size).toBeGreaterThan(1);
  });

  // Patterns of which one piece of evidence is enough, so that "without any of it" says it all.
  const plain = threats.flatMap(({ id }) => {
    const [pattern, ...more] = patternsOf(id);
    return more.length === 0 && isPlain(pattern!) ? [{ id, pattern: pattern! }] : [];
  });
  const withoutAny = (run: Exploration, { all }: Pattern, f: Diagram): Diagram => {
    const names = new Set(all.flat().flatMap((e) => ('has' in e ? [] : [nameOfEvidence(e)])));
    return run.diagrams.restrict(f, (v) => {
      const m = run.vocabulary.meanings[v]!;
      return m.kind === 'mark' ? !names.has(evidenceOf.get(m.id)!) : undefined;
    });
  };
  /** What a threat loses when an attacker has one capability more; throws if that is more than it may be. */
  function lostBy(run: Exploration, added: CapabilityId): readonly ThreatId[] {
    const { diagrams, vocabulary, reached } = run;
    const v = vocabulary.capability(added)!;
    return plain.flatMap(({ id, pattern }) =>
      waysOf(run, id).flatMap(({ goal, exists }) => {
        const lost = diagrams.diff(diagrams.at(exists, v, false), diagrams.at(exists, v, true));
        const other = diagrams.at(withoutAny(run, pattern, reached[goal]!), v, true);
        expect(diagrams.diff(diagrams.and(lost, run.asked), other), `${id} and ${added}`).toBe(0);
        return lost === 0 ? [] : [id];
      }),
    );
  }
  const tick: Asked = { scenario: tiny, open: [], settled: [...switchIds], on: new Set() };

  test('one more capability takes it away only where the goal is then reached without any of its evidence', () => {
    expect(plain.map(({ id }) => id)).toEqual([
      'T1',
      'T2',
      'T5',
      'T6',
      'T7A',
      'T7B',
      'T7E',
      'T7F',
      'T9',
      'T12',
      'N1',
    ]);
    fc.assert(
      fc.property(drawn, (asked) => {
        const run = search(asked);
        fc.pre(run.complete);
        for (const added of asked.open) lostBy(run, added);
      }),
      { numRuns: Math.ceil(searches / 2) },
    );
    // There is such a case: what a proxy does with a flow of alice's, whoever can lure her does without it.
    const settled = switchIds.filter((id) => id !== 'pkce.sent');
    const run = search({ ...tick, open: ['proxy.terminal', 'lure'], settled });
    expect(lostBy(run, 'lure')).toContain('T12');
  });
});

function isPlain({ all, none = [] }: Pattern): boolean {
  return all.length === 1 && none.length === 0 && !all[0]!.some((e) => 'has' in e);
}
