// A witness as the text of a trace file.

import { idsOf } from '../../attacks/search/conditions.js';
import { version } from './outputVersion.js';
import type { Witness } from '../verdicts/witness.js';

/** What `sekisho replay` and `sekisho draw` read. */
export const traceOf = (witness: Witness, profile: string): string =>
  `${JSON.stringify(
    {
      version,
      goal: witness.path.goal,
      profile,
      scenario: witness.path.scenario,
      on: idsOf(witness.configuration),
      capabilities: witness.path.capabilities,
      steps: witness.attack.steps,
    },
    null,
    1,
  )}\n`;
