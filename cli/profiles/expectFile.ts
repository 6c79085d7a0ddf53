// Reads expected verdicts from their file.

import { z } from 'zod';
import { EXIT, unknown } from '../errors.js';
import { readYaml } from '../yamlFile.js';
import type { Expectation } from '../../properties/verdicts/expect.js';
import { idOf, targets, verdicts } from '../../properties/verdicts/judge.js';

const shape = z.strictObject({
  expect: z.array(
    z
      .strictObject({
        profile: z.string(),
        goal: z.string().optional(),
        threat: z.string().optional(),
        verdict: z.enum(verdicts),
        why: z.string().optional(),
      })
      .refine((e) => (e.goal === undefined) !== (e.threat === undefined), {
        error: 'give either `goal` or `threat`',
      }),
  ),
});

export function readExpectations(path: string): readonly Expectation[] {
  const { content, place } = readYaml(path, shape, 'a file of expected verdicts');
  const known = (kind: 'goal' | 'threat') => targets.filter((t) => kind in t).map(idOf);
  return content.expect.map((e, i) => {
    for (const kind of ['goal', 'threat'] as const)
      if (e[kind] !== undefined && !(known(kind) as readonly string[]).includes(e[kind]))
        throw unknown(kind, e[kind], known(kind), EXIT.badFile, {
          why: `at ${place(['expect', i, kind])}`,
        });
    return {
      profile: e.profile,
      target: (e.goal ?? e.threat)!,
      verdict: e.verdict,
      at: place(['expect', i, 'profile']),
    };
  });
}
