// How long a drawing takes: a run of 25 steps, which is longer than any attack found, as SVG.

import { familiesOf, initialState, movesAt, performAt, type Setting } from '../../attacks/search/concrete.js';
import { retell } from '../../attacks/search/retell.js';
import { profiles } from '../../model/profiles.js';
import { defaultScenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { moveId } from '../../model/world.js';
import { render } from '../../properties/drawings/render.js';
import { sequenceOf } from '../../properties/drawings/tell/sequence.js';

const wantedSteps = 25;

/** A run of so many moves that each change something; the same every time. */
function longRun(setting: Setting): readonly string[] {
  const families = familiesOf(setting.scenario);
  const moves: string[] = [];
  let state = initialState(setting.scenario);
  // Steps through the moves on offer by a stride, so that not always the first is made.
  for (let tries = 0; moves.length < wantedSteps && tries < 2000; tries++) {
    const offered = movesAt(state, setting, families);
    const move = offered[(tries * 7) % Math.max(1, offered.length)];
    const done = move === undefined ? null : performAt(state, move, setting);
    if (move === undefined || done === null) continue;
    moves.push(moveId(move));
    state = done.state;
  }
  return moves;
}

export interface DrawingFigures {
  readonly steps: number;
  /** The first drawing also loads Graphviz. */
  readonly firstMilliseconds: number;
  readonly milliseconds: number;
}

export async function drawingFigures(): Promise<DrawingFigures> {
  const setting: Setting = {
    scenario: { ...defaultScenario, ticks: 1 },
    on: profiles.find((p) => p.name === 'rfc6749-bare')!.on as ReadonlySet<SwitchId>,
    capabilities: new Set(['wiretap.back', 'lure']),
  };
  const moves = longRun(setting);
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    const diagram = sequenceOf(retell(moves, setting), {
      lang: 'en',
      title: 'bench',
      subtitle: [],
      goal: null,
    });
    await render(diagram, 'svg', { paper: 'natural', splitEvery: null });
    times.push(performance.now() - started);
  }
  const [first, ...rest] = times;
  return {
    steps: moves.length,
    firstMilliseconds: Math.round(first!),
    milliseconds: Math.round(rest.toSorted((a, b) => a - b)[Math.floor(rest.length / 2)]!),
  };
}
