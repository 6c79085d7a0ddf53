// A trace file, held against what happens when it is run: nothing that a file says is taken on trust.

import { type Attack, replay, type TraceStep } from '../attacks/search/replay.js';
import { measures } from '../model/measures.js';
import { contradictionOf } from '../model/scenario.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { CliError, EXIT, unknown } from './errors.js';
import { shippedProfiles } from './profiles/shipped/index.js';
import { capabilitiesNamed, goalNamed } from './run.js';
import { readTrace, type TraceFile } from './trace.js';

/**
 * Reads a trace file and runs it under its own configuration.
 * Throws, besides what `readTrace` throws: 65 for a name that this version does not know, for a configuration that
 * contradicts itself, or for the name of a shipped profile over other switches; 22 for a step that does not run, or
 * that is not what the file says.
 */
export function replayTrace(path: string): { readonly trace: TraceFile; readonly attack: Attack } {
  const trace = readTrace(path);
  for (const id of trace.on)
    if (!(switchIds as readonly string[]).includes(id))
      throw unknown('switch', id, switchIds, EXIT.badFile, { why: `in \`${path}\`` });
  const on = new Set(trace.on as SwitchId[]);
  const capabilities = new Set(capabilitiesNamed(trace.capabilities, EXIT.badFile));
  const goal = goalNamed(trace.goal, EXIT.badFile);
  const flaw = contradictionOf(trace.scenario, on);
  if (flaw !== null) throw new CliError(EXIT.badFile, `${path}: ${flaw.what}`, { why: flaw.why });
  refuseFalseName(path, trace.profile, on);

  const moves = trace.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
  const result = replay(moves, goal, { scenario: trace.scenario, on, capabilities });
  if ('failure' in result) {
    const { failedAt, move, why, available } = result.failure;
    throw new CliError(
      EXIT.replayFailed,
      `the trace does not replay: step ${failedAt} of ${moves.length}, ${move}`,
      { why, available },
    );
  }
  const differs = result.attack.steps.findIndex(
    (s, i) => JSON.stringify(s) !== JSON.stringify(inOrder(trace.steps[i]!)),
  );
  if (differs !== -1)
    throw new CliError(
      EXIT.replayFailed,
      `step ${differs + 1} of the trace is not what happens when it is run`,
      {
        why: `the file says ${JSON.stringify(inOrder(trace.steps[differs]!))}`,
        fix: `the machines say ${JSON.stringify(result.attack.steps[differs])}`,
      },
    );
  return { trace, attack: result.attack };
}

/** A shipped profile's name, alone or with measures and switches after ` + `, stands for known switches. */
function refuseFalseName(path: string, name: string, on: ReadonlySet<SwitchId>): void {
  const [first, ...more] = name.split(' + ');
  const profile = shippedProfiles.find((p) => p.name === first);
  if (profile === undefined) return;
  const added: SwitchId[] = [];
  for (const id of more) {
    const ids = measures.find((m) => m.id === id)?.switches ?? switchIds.filter((s) => s === id);
    // Another's name that merely begins like a shipped one.
    if (ids.length === 0) return;
    added.push(...ids);
  }
  const least = new Set<SwitchId>([...profile.on, ...added]);
  const missing = [...least].filter((id) => !on.has(id));
  const extra = [...on].filter((id) => !least.has(id) && !profile.unknown.has(id));
  if (missing.length + extra.length === 0) return;
  const told = [
    ...(missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`it has besides ${extra.join(', ')}`] : []),
  ];
  throw new CliError(EXIT.badFile, `${path}: its switches are not those of profile \`${name}\``, {
    why: told.join('; '),
    fix: 'was it changed by hand? make it anew with `sekisho search … --out FILE`',
  });
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
