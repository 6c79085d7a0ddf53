// Which configurations are not vacuous, as cubes: those in which alice's flow, left alone, finishes.

import type { Scenario } from '../../model/scenario.js';
import type { Diagram } from '../logic/diagrams.js';
import { honestFinish } from '../engine/honest.js';
import type { Exploration } from '../engine/explore.js';
import { complement, type Cube, cubeOf, primes } from './conditions.js';
import type { SwitchId } from '../../model/switches.js';

export interface HonestRun {
  /** The configurations in which the honest run finishes, as prime cubes. */
  readonly finishes: readonly Cube[];
  /** The rest: for these no verdict is given. */
  readonly vacuous: readonly Cube[];
}

const known = new WeakMap<Exploration, HonestRun>();

/** In which configurations alice's flow finishes in a scenario of this kind. */
export function honestRun(scenario: Scenario): HonestRun {
  const { run, finishes } = honestFinish(scenario);
  let cubes = known.get(run);
  if (cubes === undefined) {
    const all = primes(cubesOf(run, finishes));
    known.set(run, (cubes = { finishes: all, vacuous: complement(all) }));
  }
  return cubes;
}

/** The ways through a diagram, each as a cube. */
function cubesOf({ diagrams, vocabulary }: Exploration, f: Diagram): Cube[] {
  const cubes: Cube[] = [];
  const walk = (n: Diagram, on: readonly SwitchId[], off: readonly SwitchId[]): void => {
    if (n === 0) return;
    if (n === 1) {
      cubes.push(cubeOf(on, off));
      return;
    }
    const meaning = vocabulary.meanings[diagrams.variableOf(n)]!;
    if (meaning.kind !== 'switch')
      throw new Error('whether the honest run finishes depends on switches only');
    walk(diagrams.lowOf(n), on, [...off, meaning.id]);
    walk(diagrams.highOf(n), [...on, meaning.id], off);
  };
  walk(f, [], []);
  return cubes;
}
