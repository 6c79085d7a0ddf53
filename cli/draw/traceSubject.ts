// A trace file as the subject of a drawing.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError, EXIT } from '../errors.js';
import { replayTrace } from '../replayTrace.js';
import { type Subject, threatIds } from '../../properties/drawings/subject.js';

const extraSchema = z.object({
  threat: z.string().optional(),
  path: z.string().optional(),
  defences: z.array(z.array(z.string())).optional(),
});

/** Reads a trace file as a subject. Errors as of `replayTrace`: the file says what happens, or is not drawn. */
export function subjectOfTrace(file: string, id = file): Subject {
  const { trace, attack } = replayTrace(file);
  const extra = extraSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!extra.success)
    throw new CliError(EXIT.badFile, `\`${file}\` is not a trace of this version`, {
      why: z.prettifyError(extra.error),
    });
  const { threat, defences = [] } = extra.data;
  return {
    id: threat !== undefined && threatIds.includes(threat) ? threat : id,
    goal: attack.goal,
    profile: trace.profile,
    setting: {
      scenario: attack.scenario,
      on: new Set(attack.on),
      capabilities: new Set(attack.capabilities),
    },
    moves: trace.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`),
    defences,
  };
}
