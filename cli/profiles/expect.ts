// Expected verdicts, from a file. Each entry speaks of one cell; one that speaks of no cell of the comparison, or of
// one that is otherwise, fails.

import { z } from 'zod';
import { EXIT, unknown } from '../errors.js';
import { readYaml } from '../yamlFile.js';
import type { Comparison } from './compare.js';
import { idOf, targets, type Verdict, verdicts } from './judge.js';

export interface Expectation {
  readonly profile: string;
  readonly target: string;
  readonly verdict: Verdict;
  /** Where it stands in its file. */
  readonly at: string;
}
export interface Unmet {
  readonly expectation: Expectation;
  /** The verdict of the cell; null: no such cell. */
  readonly actual: Verdict | null;
}

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

export const unmetBy = ({ grounds, rows }: Comparison, expected: readonly Expectation[]): readonly Unmet[] =>
  expected.flatMap((expectation) => {
    const column = grounds.findIndex((g) => g.profile.name === expectation.profile);
    const row = rows.find(({ target }) => idOf(target) === expectation.target);
    const actual = (column === -1 ? undefined : row?.cells[column]?.verdict) ?? null;
    return actual === expectation.verdict ? [] : [{ expectation, actual }];
  });
