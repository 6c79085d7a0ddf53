// Questions: what one decides is what the judge says with it answered.

import { beforeAll, describe, expect, test } from 'vitest';
import { ladder } from '../../attacks/catalogue/ladder.js';
import { bitOf } from '../../attacks/search/conditions.js';
import { switches } from '../../model/switches.js';
import { type Questions, questionsOf } from '../../properties/verdicts/ask.js';
import { type Ground, regroup } from '../../properties/verdicts/ground.js';
import { judge, targets } from '../../properties/verdicts/judge.js';
import { whoms, whomToAsk } from '../../properties/verdicts/whom.js';
import { endGoals } from '../run.js';
import { howToFind } from './asking.js';
import { defaultCache } from './cache.js';
import { groundsOf } from './grounds.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';

let ground: Ground;
let found: Questions;
beforeAll(async () => {
  ground = (await groundsOf([shippedProfile('rfc6749')!], endGoals, defaultCache())).grounds[0]!;
  found = questionsOf(ground, targets, ladder, 4);
});

/** Open cells that the judge leaves open under settings. */
const leftOpen = (on: bigint, unknown: bigint): number => {
  const at = regroup(ground, ground.profile, on, unknown);
  return found.open.filter(({ target, rung }) => {
    const { against } = judge(at, target);
    return against(ladder.find((r) => r.id === rung)!.capabilities) === 'depends';
  }).length;
};

describe('questions', () => {
  test('open cells are those that the judge says depend on something', () => {
    expect(leftOpen(ground.on, ground.unknown)).toBe(found.open.length);
    expect(found.open.length).toBeGreaterThan(0);
  });

  test('what an answer decides is what the judge says with it answered', () => {
    for (const q of found.questions) {
      const bit = bitOf(q.switch);
      const left = (on: bigint) => found.open.length - leftOpen(on, ground.unknown & ~bit);
      expect([q.switch, q.ifOn, q.ifOff]).toEqual([q.switch, left(ground.on | bit), left(ground.on)]);
    }
  });

  test('the first two questions decide what is said of them, over their four answers', () => {
    const [a, b] = found.questions.map((q) => bitOf(q.switch));
    const rest = ground.unknown & ~(a! | b!);
    const each = [0n, a!, b!, a! | b!].map((on) => found.open.length - leftOpen(ground.on | on, rest));
    expect(found.questions[1]!.decided).toBe(each.reduce((sum, n) => sum + n) / 4);
  });

  test('an answer with which the honest run cannot finish is not asked for: the flow works', () => {
    // The server names no issuer; a client that refuses such responses could do nothing at all.
    const bits = bitOf('issuer.missing-refused') | bitOf('issuer.checked');
    const sent = bitOf('issuer.sent');
    const at = regroup(ground, ground.profile, ground.on & ~bits & ~sent, (ground.unknown | bits) & ~sent);
    const { questions } = questionsOf(at, targets, ladder, 5);
    expect(questions.map((q) => q.switch)).not.toContain('issuer.missing-refused');
    expect(questions.length).toBeGreaterThan(0);
    for (const q of questions) expect(q.likely > 0 && q.likely < 1).toBe(true);
  });

  test('a further question takes nothing back', () => {
    const [decided, bits] = [found.questions.map((q) => q.decided), found.questions.map((q) => q.bits)];
    expect(decided).toEqual(decided.toSorted((a, b) => a - b));
    expect(bits).toEqual(bits.toSorted((a, b) => a - b));
  });
});

test('of every switch it is said whom to ask and how to find out, in both languages', () => {
  for (const { id } of switches) {
    expect(whoms).toContain(whomToAsk(id));
    expect(howToFind(id, 'en')).toMatch(/[a-z].*[.?]$/);
    expect(howToFind(id, 'ja')).toMatch(/[ぁ-ん].*。$/);
  }
});
