// What an attack drawing is of: a trace, with what is known of its path besides. A subject is replayed before it is
// drawn, so that no drawing shows what does not run.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { threats } from '../../attacks/catalogue/paper.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Setting } from '../../attacks/search/concrete.js';
import { replay } from '../../attacks/search/replay.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Lang, pick } from '../i18n.js';
import { capabilitiesNamed, goalNamed } from '../run.js';
import { readTrace } from '../trace.js';

export interface Subject {
  /** Threat, path id or file name. */
  readonly id: string;
  readonly goal: GoalId;
  readonly profile: string;
  readonly setting: Setting;
  readonly moves: readonly string[];
  /** Sets of measures that stop every path of the threat, smallest first; empty where none is known. */
  readonly defences: readonly (readonly string[])[];
}

const extraSchema = z.object({
  threat: z.string().optional(),
  path: z.string().optional(),
  defences: z.array(z.array(z.string())).optional(),
});

export const threatIds: readonly string[] = threats.map(({ id }) => id);

/** The name of a threat after its id; any other id stands for itself. */
export const subjectName = (id: string, lang: Lang): string => {
  const threat = threats.find((t) => t.id === id);
  return threat === undefined ? id : `${id} ${pick(threat.name, lang)}`;
};

/** Reads a trace file as a subject. Errors as of `readTrace`; names that this version does not know are told. */
export function subjectOfTrace(file: string, id = file): Subject {
  const trace = readTrace(file);
  const extra = extraSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const name of trace.on)
    if (!(switchIds as readonly string[]).includes(name))
      throw unknown('switch', name, switchIds, EXIT.badFile);
  return {
    id: extra.threat !== undefined && threatIds.includes(extra.threat) ? extra.threat : id,
    goal: goalNamed(trace.goal),
    profile: trace.profile,
    setting: {
      scenario: trace.scenario,
      on: new Set(trace.on as SwitchId[]),
      capabilities: new Set(capabilitiesNamed(trace.capabilities) as CapabilityId[]),
    },
    moves: trace.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`),
    defences: extra.defences ?? [],
  };
}

/** Throws unless the subject runs as an attack; `under` names another configuration than its own. */
export function certify(subject: Subject, under: string | null): void {
  const run = replay(subject.moves, subject.goal, subject.setting);
  if ('attack' in run) return;
  const { failedAt, move, why } = run.failure;
  throw new CliError(
    EXIT.replayFailed,
    under === null
      ? `the trace of ${subject.id} does not run: step ${failedAt}, ${move}`
      : `the attack ${subject.id} does not succeed under ${under}: step ${failedAt}, ${move}`,
    {
      why,
      fix:
        under === null
          ? 'it was made by another version: make it anew with `sekisho search … --out FILE`'
          : `see where it is stopped: \`sekisho draw twin ${subject.id} --profile ${under}\``,
    },
  );
}
