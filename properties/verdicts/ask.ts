// Which questions settle most. A profile that leaves switches unknown leaves answers open; each answer is a function over
// the unknown switches, and a question is worth what is expected to be decided once it is answered. Every setting in
// which the honest run finishes counts as equally likely: the flow that is asked about works.

import type { Rung } from '../../attacks/catalogue/ladder.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { type Diagram, Diagrams } from '../../attacks/logic/diagrams.js';
import { type Cube, idsOf } from '../../attacks/search/conditions.js';
import { type SwitchId, switchNumber } from '../../model/switches.js';
import type { Ground } from './ground.js';
import { judge, type Target } from './judge.js';

/** A goal or threat against one rung of the ladder, whose answer depends on what is unknown. */
export interface OpenCell {
  readonly target: Target;
  readonly rung: string;
}

export interface Question {
  readonly switch: SwitchId;
  /** Open cells that would be decided if this alone were known to be on, or off. */
  readonly ifOn: number;
  readonly ifOff: number;
  /** How likely it is to be on, if nothing else is known: from 0 to 1. */
  readonly likely: number;
  /** Expected number of open cells decided once this question and those before it are answered. */
  readonly decided: number;
  /** What is expected to be learnt of the open cells from this and those before it, in bits. */
  readonly bits: number;
}

export interface Questions {
  /** Goals against each rung, and threats. */
  readonly cells: number;
  readonly open: readonly OpenCell[];
  /** Unknown switches that some open cell depends on. */
  readonly mattering: number;
  readonly unknown: number;
  readonly questions: readonly Question[];
}

/** Where there is an attack, and where the honest run does not finish; several cells may share both. */
interface Function {
  readonly attack: Diagram;
  readonly vacuous: Diagram;
  readonly cells: number;
}

/**
 * The questions to ask first.
 * @param wanted goals are asked about on each rung, threats on the last alone
 * @param most questions, at least 1
 */
export function questionsOf(
  ground: Ground,
  wanted: readonly Target[],
  ladder: readonly Rung[],
  most: number,
): Questions {
  const d = new Diagrams(1 << 12, 14);
  const union = (cubes: readonly Cube[]): Diagram =>
    cubes.reduce((f, c) => d.or(f, d.cube(idsOf(c.on).map(switchNumber), idsOf(c.off).map(switchNumber))), 0);
  const vacuous = union(ground.vacuous);
  const open: OpenCell[] = [];
  const functions = new Map<Diagram, Function>();
  let cells = 0;
  for (const target of wanted) {
    const { openWhere } = judge(ground, target);
    for (const { id, capabilities } of 'goal' in target ? ladder : ladder.slice(-1)) {
      cells++;
      const attack = d.diff(union(openWhere(capabilities as ReadonlySet<CapabilityId>)), vacuous);
      if (isDecided(d, attack, vacuous)) continue;
      open.push({ target, rung: id });
      functions.set(attack, { attack, vacuous, cells: (functions.get(attack)?.cells ?? 0) + 1 });
    }
  }
  const all = [...functions.values()];
  const asked = new Set(all.flatMap(({ attack }) => d.support(attack)));
  const candidates = idsOf(ground.unknown).filter((id) => asked.has(switchNumber(id)));
  return {
    cells,
    open,
    mattering: candidates.length,
    unknown: idsOf(ground.unknown).length,
    questions: greedily(d, all, candidates, most),
  };
}

/** Attack nowhere, or everywhere where the honest run finishes. */
const isDecided = (d: Diagrams, attack: Diagram, vacuous: Diagram): boolean =>
  attack === 0 || d.or(attack, vacuous) === 1;

interface Worth {
  readonly decided: number;
  readonly left: number;
}

/** The settings that are left after some answers, by their share of those in which the honest run finishes. */
interface Case {
  readonly share: number;
  readonly functions: readonly Function[];
}

/** One after the other, each the one that adds most to what is expected to be decided; then to what is learnt. */
function greedily(
  d: Diagrams,
  functions: readonly Function[],
  candidates: readonly SwitchId[],
  most: number,
): readonly Question[] {
  const uncertain = (cases: readonly Case[]): Worth => {
    let [decided, left] = [0, 0];
    for (const { share, functions: those } of cases)
      for (const f of those)
        if (isDecided(d, f.attack, f.vacuous)) decided += share * f.cells;
        else left += share * f.cells * entropy(d, f);
    return { decided, left };
  };
  const at = (those: readonly Function[], id: SwitchId, isOn: boolean): readonly Function[] =>
    those.map(({ attack, vacuous, cells }) => ({
      attack: d.at(attack, switchNumber(id), isOn),
      vacuous: d.at(vacuous, switchNumber(id), isOn),
      cells,
    }));
  // All functions are of one profile, and so say alike where the honest run finishes.
  const finishing = (those: readonly Function[]) => 1 - shareOf(d, those[0]!.vacuous);
  const answered = ({ share, functions: those }: Case, id: SwitchId): readonly Case[] => {
    const sides = [true, false].map((isOn) => at(those, id, isOn));
    const all = sides.reduce((sum, side) => sum + finishing(side), 0);
    // An answer with which the honest run cannot finish is none.
    return sides.flatMap((side) =>
      finishing(side) === 0 ? [] : [{ share: (share * finishing(side)) / all, functions: side }],
    );
  };
  const start: Case = { share: 1, functions };
  const before = uncertain([start]).left;
  const questions: Question[] = [];
  let cases: readonly Case[] = functions.length === 0 ? [] : [start];
  let now = uncertain(cases);
  let left = candidates;
  while (left.length > 0 && questions.length < most) {
    let best: { id: SwitchId; worth: Worth; cases: readonly Case[] } | null = null;
    for (const id of left) {
      const next = cases.flatMap((c) => answered(c, id));
      const worth = uncertain(next);
      const isBetter =
        best === null ||
        worth.decided > best.worth.decided + 1e-9 ||
        (worth.decided > best.worth.decided - 1e-9 && worth.left < best.worth.left - 1e-9);
      if (isBetter) best = { id, worth, cases: next };
    }
    const { id, worth } = best!;
    // Nothing is left to learn, or only what goes without saying.
    if (worth.decided < now.decided + 1e-9 && worth.left > now.left - 1e-9) break;
    now = worth;
    const [ifOn, ifOff] = [at(functions, id, true), at(functions, id, false)];
    const decidedIn = (those: readonly Function[]) => uncertain([{ share: 1, functions: those }]).decided;
    questions.push({
      switch: id,
      ifOn: decidedIn(ifOn),
      ifOff: decidedIn(ifOff),
      likely: finishing(ifOn) / (finishing(ifOn) + finishing(ifOff)),
      decided: worth.decided,
      bits: before - worth.left,
    });
    cases = best!.cases;
    left = left.filter((other) => other !== id);
  }
  return questions;
}

/** In bits, of whether there is an attack, over the settings in which the honest run finishes, each as likely. */
function entropy(d: Diagrams, { attack, vacuous }: Function): number {
  const finishing = 1 - shareOf(d, vacuous);
  const p = shareOf(d, attack) / finishing;
  return p <= 0 || p >= 1 ? 0 : -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}

/** The share of all settings in which a function holds, from 0 to 1. */
function shareOf(d: Diagrams, f: Diagram, known = new Map<Diagram, number>()): number {
  if (f <= 1) return f;
  let share = known.get(f);
  if (share === undefined) {
    share = (shareOf(d, d.lowOf(f), known) + shareOf(d, d.highOf(f), known)) / 2;
    known.set(f, share);
  }
  return share;
}
