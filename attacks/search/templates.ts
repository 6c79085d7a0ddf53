// Templates: what a family of moves comes to from what it looked at, as integers that the inner loop can apply.

import type { Hearing, Ways } from '../knowledge/ways.js';
import { popcount, termBit, toWords } from './layout.js';
import type { Locals, StepTable } from './table.js';
import { type Effect, type Learning, outcomes, type World } from './perform.js';
import { type Cube, cubeOf, isConsistent, primesWithin, universal } from './conditions.js';
import { capabilityIndex } from '../capabilities/capabilities.js';
import { goalIndex } from '../goals.js';
import { type SwitchId, switchNumber } from '../../model/switches.js';
import { valueView, agentView } from '../../model/instances.js';
import { type Move, type MoveFamily, moveId } from '../../model/world.js';

export interface Template {
  /** Number of the move in the search's list of moves. */
  readonly move: number;
  readonly prelude: boolean;
  /** Something was refused and the world is no better for it: worth going on from only if something was learnt. */
  readonly setback: boolean;
  /** Component and new local-state number, alternating. */
  readonly writes: Int32Array;
  readonly capabilities: number;
  readonly on: readonly number[];
  readonly off: readonly number[];
  /** Terms that must be known. */
  readonly needs: number;
  /** Terms handed to the attacker. */
  readonly gain: number;
  readonly goals: number;
  /** What is heard besides: a set of ways. */
  readonly heard: number;
  /** What reaches a goal by being heard. */
  readonly glimpses: readonly Hearing[];
}

/** What the templates of one search share. */
export interface Workshop {
  readonly locals: Locals;
  readonly table: StepTable;
  readonly names: MoveNames;
  readonly ways: Ways;
  readonly forbidden: readonly Cube[];
  readonly withAttacker: boolean;
  /** Capabilities that an attacker may have, as a bit set, and how many of them at a time. */
  readonly allowed: number;
  readonly maxCapabilities: number;
  /** The only configuration asked about, if there is one: the words of what is on. */
  readonly configuration: readonly number[] | null;
}

/** Names of moves, interned: a template holds a number. */
export class MoveNames {
  readonly #ids = new Map<string, number>();
  readonly names: string[] = [];
  number(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.names.length;
      this.#ids.set(name, id);
      this.names.push(name);
    }
    return id;
  }
}

const mask = (bits: Iterable<number>): number => {
  let m = 0;
  for (const b of bits) m |= b;
  return m;
};
const goalMask = (ids: Iterable<string>): number => mask([...ids].map((id) => 1 << goalIndex.get(id)!));

/** All ways to pick one of each list, as term masks; a term that is no secret rules its way out. */
function needMasks(needs: Move['needs']): number[] {
  let masks = [0];
  for (const alternatives of needs ?? []) {
    const bits = alternatives.map(termBit).filter((b) => b !== 0);
    masks = masks.flatMap((m) => bits.map((b) => m | b));
  }
  return [...new Set(masks)];
}

function hearingsOf(learnings: readonly Learning[]): { gain: number; goals: number; hearings: Hearing[] } {
  let gain = 0;
  let goals = 0;
  const merged = new Map<string, { capability: number; cube: Cube; gain: number; goals: number }>();
  for (const { capability, term, on, off, goal } of learnings) {
    const cube = cubeOf(on, off);
    if (!isConsistent(cube)) continue;
    const bit = term === null ? 0 : termBit(term);
    const reached = goal === null ? 0 : 1 << goalIndex.get(goal)!;
    if (capability === null && cube.on === 0n && cube.off === 0n) {
      gain |= bit;
      goals |= reached;
      continue;
    }
    const number = capability === null ? -1 : capabilityIndex.get(capability)!;
    const key = `${number}/${cube.on}/${cube.off}`;
    const entry = merged.get(key) ?? { capability: number, cube, gain: 0, goals: 0 };
    entry.gain |= bit;
    entry.goals |= reached;
    merged.set(key, entry);
  }
  const hearings = [...merged.values()].map(({ capability, cube, ...rest }) => ({
    capability,
    on: toWords(cube.on),
    off: toWords(cube.off),
    ...rest,
  }));
  return { gain, goals, hearings };
}

/**
 * Whether the move could as well not have happened: the attacker's moves, those of its own session, and any move once
 * no more time can pass (before, a session may have to fail for time to go on).
 */
const isOptional = (world: World, { of }: MoveFamily, move: Move): boolean =>
  move.actor === 'attacker' ||
  (of?.[0] === 's' && world.peek(of, agentView) === 'attacker') ||
  world.peek('t', valueView) === String(world.scenario.ticks);

const isOn = (words: readonly number[], i: number): boolean => ((words[i >>> 5]! >>> (i & 31)) & 1) === 1;

const fits = (
  configuration: readonly number[] | null,
  { on, off }: { readonly on: readonly number[]; readonly off: readonly number[] },
): boolean =>
  configuration === null ||
  configuration.every((word, w) => (on[w]! & ~word) === 0 && (off[w]! & word) === 0);

/** The condition that asks for nothing. */
const nothing = { on: toWords(0n), off: toWords(0n) };

/** Works a family out from one vantage: every move, every outcome, merged where configurations make no difference. */
export function templatesOf(world: World, family: MoveFamily, shop: Workshop): readonly Template[] {
  const { locals, ways, configuration } = shop;
  const templates: Template[] = [];
  const answers = configuration === null ? null : (id: SwitchId) => isOn(configuration, switchNumber(id));
  const isAllowed = (capabilities: number): boolean =>
    (capabilities & ~shop.allowed) === 0 && popcount(capabilities) <= shop.maxCapabilities;
  for (const move of family.moves(world)) {
    const capabilities = mask((move.capabilities ?? []).map((id) => 1 << capabilityIndex.get(id)!));
    if (!isAllowed(capabilities)) continue;
    const name = shop.names.number(moveId(move));
    const grouped = new Map<
      string,
      {
        cubes: Cube[];
        writes: number[];
        effect: Effect;
        taps: ReturnType<typeof hearingsOf>;
        setback: boolean;
      }
    >();
    for (const { on, off, effect } of outcomes(world, move, shop.table.step, answers)) {
      const writes = [...effect.writes].flatMap(([component, local]) => {
        const index = locals.indexOf.get(component)!;
        const id = locals.id(index, local);
        // What was sent through and came out as before is no change.
        return component !== 't' && locals.id(index, world.read(component)) === id ? [] : [index, id];
      });
      const taps = shop.withAttacker ? hearingsOf(effect.learnings) : { gain: 0, goals: 0, hearings: [] };
      const setback = effect.refusals.length > 0 && isOptional(world, family, move);
      const key = JSON.stringify([writes, [...effect.goals].sort(), taps, setback]);
      const group = grouped.get(key);
      if (group === undefined) grouped.set(key, { cubes: [cubeOf(on, off)], writes, effect, taps, setback });
      else group.cubes.push(cubeOf(on, off));
    }
    for (const { cubes, writes, effect, taps, setback } of grouped.values()) {
      const hearings = taps.hearings
        .filter((h) => (h.capability < 0 || isAllowed(1 << h.capability)) && fits(configuration, h))
        .map((h) => (configuration === null ? h : { ...h, ...nothing }));
      const goals = goalMask(effect.goals) | taps.goals;
      if (writes.length === 0 && taps.gain === 0 && hearings.length === 0 && goals === 0) continue;
      const heard = ways.of(hearings);
      const glimpses = hearings.filter((h) => h.goals !== 0);
      // In the one configuration that is asked about, what happens asks for nothing.
      for (const cube of configuration === null ? primesWithin(cubes, shop.forbidden) : [universal]) {
        const condition = { on: toWords(cube.on), off: toWords(cube.off) };
        for (const needs of needMasks(move.needs))
          templates.push({
            move: name,
            prelude: move.prelude ?? false,
            setback,
            writes: Int32Array.from(writes),
            capabilities,
            ...condition,
            needs,
            gain: taps.gain,
            goals,
            heard,
            glimpses,
          });
      }
    }
  }
  return templates;
}
