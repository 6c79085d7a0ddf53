// Replay is the only maker of attacks: what is left out, added, or asked of another attacker makes none.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { GoalId } from '../goals.js';
import { minimise, replay } from './replay.js';

interface Trace {
  readonly goal: GoalId;
  readonly scenario: Scenario;
  readonly on: readonly SwitchId[];
  readonly capabilities: readonly CapabilityId[];
  readonly steps: readonly { readonly actor: string; readonly action: string; readonly choice: object }[];
}
const folder = new URL('../../docs/gallery/traces/', import.meta.url);
const traces = readdirSync(folder).map((file): readonly [string, Trace] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Trace,
]);
const movesOf = ({ steps }: Trace) => steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
const run = (t: Trace, moves: readonly string[], capabilities = t.capabilities) =>
  replay(moves, t.goal, { scenario: t.scenario, on: new Set(t.on), capabilities: new Set(capabilities) });

test.each(traces)('%s', (_, trace) => {
  const moves = movesOf(trace);
  expect(run(trace, moves)).toHaveProperty('attack.steps.length', moves.length);
  // Not to the end: the goal is not reached.
  expect(run(trace, moves.slice(0, -1))).toHaveProperty('failure');
  // A move that nobody can make is named with its place, and with what could have been done there.
  const { failure } = run(trace, ['nobody.acts {}', ...moves]) as {
    failure: { available: readonly string[] };
  };
  expect(failure).toMatchObject({ failedAt: 1, move: 'nobody.acts {}' });
  expect(failure.available).toContain(moves[0]);
  // Each of its attackers' capabilities is needed.
  for (const id of trace.capabilities)
    expect(
      run(
        trace,
        moves,
        trace.capabilities.filter((c) => c !== id),
      ),
    ).toHaveProperty('failure');
});

test('minimising drops a step that is not needed, keeps the rest, and gives a trace from which none can go', () => {
  for (const [, trace] of traces.slice(0, 6)) {
    const setting = {
      scenario: trace.scenario,
      on: new Set(trace.on),
      capabilities: new Set(trace.capabilities),
    };
    const moves = movesOf(trace);
    const least = minimise(moves, trace.goal, setting);
    expect(replay(least, trace.goal, setting)).toHaveProperty('attack');
    expect(moves.filter((m) => least.includes(m))).toEqual(least);
    for (const i of least.keys())
      expect(replay(least.toSpliced(i, 1), trace.goal, setting), `${trace.goal} ${i}`).toHaveProperty(
        'failure',
      );
  }
});
