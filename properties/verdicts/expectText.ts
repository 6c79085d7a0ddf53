// What a text of expected verdicts and accepted risks says.

import { z } from 'zod';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { EXIT, unknown } from '../input/problem.js';
import { shapedYaml } from '../input/yaml.js';
import type { Accepted } from './accept.js';
import type { Expectation } from './expect.js';
import { idOf, targets, verdicts } from './judge.js';

const known = (kind: 'goal' | 'threat'): readonly string[] => targets.filter((t) => kind in t).map(idOf);

const cell = {
  profile: z.string().meta({ description: 'the name of a profile that is compared' }),
  goal: z.string().optional(),
  threat: z.string().optional(),
};
const oneOf = (e: { goal?: string | undefined; threat?: string | undefined }): boolean =>
  (e.goal === undefined) !== (e.threat === undefined);
const either = { error: 'give either `goal` or `threat`' };

const expected = z.strictObject({ ...cell, verdict: z.enum(verdicts), why: z.string().optional() });
const accepted = z.strictObject({
  ...cell,
  attackers: z.array(z.array(z.string())).min(1).meta({
    description:
      'who may reach it: lists of capabilities that one attacker has together; whoever has more is accepted too. The empty list is an ordinary customer.',
  }),
  reason: z.string().min(1),
  owner: z.string().min(1).meta({ description: 'who answers for it' }),
  expires: z.iso
    .date({ error: 'must be a day, as YYYY-MM-DD' })
    .meta({ description: 'the last day on which the entry stands' }),
});

const shape = z
  .strictObject({
    expect: z.array(expected.refine(oneOf, either)).optional(),
    accept: z.array(accepted.refine(oneOf, either)).optional(),
  })
  .refine((file) => file.expect !== undefined || file.accept !== undefined, {
    error: 'give `expect`, a list of verdicts, or `accept`, a list of risks',
  });

/** The JSON Schema for editors: the same shape, with every goal, threat and capability by name. */
export function expectSchema(): object {
  const ids = { goal: z.enum(known('goal')).optional(), threat: z.enum(known('threat')).optional() };
  const named = z.strictObject({
    expect: z.array(expected.extend(ids)).optional(),
    accept: z
      .array(
        accepted.extend({
          ...ids,
          attackers: z.array(z.array(z.enum(capabilities.map(({ id }) => id)))).min(1),
        }),
      )
      .optional(),
  });
  return {
    title: 'Sekisho expectations',
    description:
      'What `sekisho compare --expect` is to find: verdicts, and accepted risks with the attackers whom they are about. Each entry names either a goal or a threat.',
    ...z.toJSONSchema(named, { io: 'input' }),
  };
}

export interface Expected {
  readonly expected: readonly Expectation[];
  readonly accepted: readonly Accepted[];
}

/** What a text that holds them is called in errors. */
export const expectedKind = 'a file of expected verdicts or accepted risks';

/** Throws at what is no such text, and at a goal, threat or capability that is not known, with its place. */
export function expectedOf(path: string, text: string): Expected {
  const { content, place } = shapedYaml(path, text, shape, expectedKind);
  const targetAt = (
    list: 'expect' | 'accept',
    i: number,
    e: { goal?: string | undefined; threat?: string | undefined },
  ) => {
    for (const kind of ['goal', 'threat'] as const)
      if (e[kind] !== undefined && !known(kind).includes(e[kind]))
        throw unknown(kind, e[kind], known(kind), EXIT.badFile, { why: `at ${place([list, i, kind])}` });
    return (e.goal ?? e.threat)!;
  };
  const ids = capabilities.map(({ id }) => id);
  return {
    expected: (content.expect ?? []).map((e, i) => ({
      profile: e.profile,
      target: targetAt('expect', i, e),
      verdict: e.verdict,
      at: place(['expect', i, 'profile']),
    })),
    accepted: (content.accept ?? []).map((a, i) => ({
      profile: a.profile,
      target: targetAt('accept', i, a),
      attackers: a.attackers.map((set, n) =>
        set.map((id, m) => {
          const found = ids.find((c) => c === id);
          if (found === undefined)
            throw unknown('capability', id, ids, EXIT.badFile, {
              why: `at ${place(['accept', i, 'attackers', n, m])}`,
            });
          return found;
        }),
      ),
      reason: a.reason,
      owner: a.owner,
      expires: a.expires,
      at: place(['accept', i, 'profile']),
    })),
  };
}
