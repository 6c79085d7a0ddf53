// A trace, held against what happens when it is run: nothing that a file says is taken on trust.

import { type Attack, replay, type TraceStep } from '../../attacks/search/replay.js';
import { contradictionOf } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { EXIT, Problem, unknown } from '../input/problem.js';
import { misnamed } from '../profiles/names.js';
import { renamedHint } from '../profiles/renamed.js';
import { capabilitiesNamed, goalNamed } from '../input/named.js';
import type { TraceFile } from './traceFile.js';

/**
 * Runs a trace under its own configuration.
 * @param path what the trace is called in errors
 * @returns what ran
 * Throws a `Problem`: 65 for a name that this version does not know, for a configuration that
 * contradicts itself, or for the name of a shipped profile over other switches; 22 for a step that does not run, or
 * that is not what the file says.
 */
export function holdTrace(trace: TraceFile, path: string): Attack {
  for (const id of trace.on)
    if (!(switchIds as readonly string[]).includes(id))
      throw unknown('switch', id, switchIds, EXIT.badFile, {
        why: `in \`${path}\``,
        ...renamedHint(id),
      });
  const on = new Set(trace.on as SwitchId[]);
  const capabilities = new Set(capabilitiesNamed(trace.capabilities, EXIT.badFile));
  const goal = goalNamed(trace.goal, EXIT.badFile);
  const flaw = contradictionOf(trace.scenario, on);
  if (flaw !== null) throw new Problem(EXIT.badFile, `${path}: ${flaw.what}`, { why: flaw.why });
  const wrongName = misnamed(trace.profile, on, { settled: true });
  if (wrongName !== null)
    throw new Problem(EXIT.badFile, `${path}: its switches are not those of profile \`${trace.profile}\``, {
      why: wrongName,
      fix: 'was it changed by hand? make it anew with `sekisho search … --out FILE`',
    });

  const moves = trace.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
  const result = replay(moves, goal, { scenario: trace.scenario, on, capabilities });
  if ('failure' in result) {
    const { failedAt, move, why, available } = result.failure;
    throw new Problem(
      EXIT.replayFailed,
      `the trace does not replay: step ${failedAt} of ${moves.length}, ${move}`,
      { why, available },
    );
  }
  const differs = result.attack.steps.findIndex(
    (s, i) => JSON.stringify(s) !== JSON.stringify(inOrder(trace.steps[i]!)),
  );
  if (differs !== -1)
    throw new Problem(
      EXIT.replayFailed,
      `step ${differs + 1} of the trace is not what happens when it is run`,
      {
        why: `the file says ${JSON.stringify(inOrder(trace.steps[differs]!))}`,
        fix: `the machines say ${JSON.stringify(result.attack.steps[differs])}`,
      },
    );
  return result.attack;
}

/** The same step with its fields in the order in which replay writes them. */
const inOrder = (s: TraceFile['steps'][number]): TraceStep =>
  ({
    n: s.n,
    actor: s.actor,
    action: s.action,
    choice: s.choice,
    to: s.to,
    message: s.message,
    messages: s.messages,
    checks: s.checks.map(({ switch: id, on, by, result }) => ({ switch: id, on, by, result })),
    refusals: s.refusals,
    learns: s.learns,
    goals: s.goals,
  }) as unknown as TraceStep;
