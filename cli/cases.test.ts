// Faults that were reported in public: the search, and `compare` with an attacker of exactly the same capabilities, say of
// each setting what they should, or what `properties/cases` says that they say instead.
// SEKISHO_CASES=all asks `compare` about every case, and once more where it stands on the searches of every configuration
// as well and on what ships; SEKISHO_SEED draws another sample.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import type { GoalId } from '../attacks/goals.js';
import { kindSettings } from '../attacks/worlds.js';
import { awaited, type Case, settingOf, statedBy, type Variant } from '../properties/cases/case.js';
import { cases } from '../properties/cases/index.js';
import { type JudgedCase, judgeCase } from '../properties/cases/judged.js';
import { drawer } from '../properties/smallWorlds.js';
import { casesPage } from './casesPage.js';
import { cellOf } from '../properties/verdicts/compare.js';
import { groundsOf, type Standing } from './profiles/grounds.js';
import type { Verdict as Compared } from '../properties/verdicts/judge.js';
import type { StatedProfile } from '../properties/verdicts/profile.js';
import { profileOf } from '../properties/profiles/profileText.js';
import { endGoals } from './run.js';

const isAll = process.env.SEKISHO_CASES === 'all';
/** Cases of which `compare` is asked: it takes several times as long as the search. */
const sampled = isAll ? cases : drawn(5);
function drawn(many: number): readonly Case[] {
  const draw = drawer(Number(process.env.SEKISHO_SEED ?? 20201));
  const left = [...cases];
  return Array.from({ length: many }, () => left.splice(draw(left.length), 1)).flat();
}

interface Asked {
  readonly name: string;
  readonly variant: Variant;
}
const variantsOf = (c: Case): readonly Asked[] =>
  c.variants.map((variant) => ({ name: `${c.id}, ${variant.id}`, variant }));
const everyVariant = cases.flatMap(variantsOf);

describe('what is written of the cases', () => {
  test('each is written once, and what differs says so', () => {
    const names = everyVariant.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    // Only what cannot be said may be answered as expected and yet be told of: for another reason.
    const idle = everyVariant.filter(
      ({ variant: { differs, expected } }) => differs?.says === expected && differs.how !== 'cannotBeSaid',
    );
    expect(idle).toEqual([]);
  });

  test('a setting that is the same as another is expected to be answered as that one is, or it says why not', () => {
    const by = new Map<string, Asked[]>();
    for (const asked of everyVariant) {
      const { scenario, on, capabilities } = settingOf(asked.variant);
      const key = JSON.stringify([
        scenario,
        [...on].sort(),
        [...capabilities].sort(),
        [...asked.variant.goals].sort(),
      ]);
      by.set(key, [...(by.get(key) ?? []), asked]);
    }
    const contradictions = [...by.values()].filter((same) => {
      const undisputed = same.filter(
        ({ variant: { differs } }) => differs?.how !== 'cannotBeSaid' && differs?.how !== 'disputed',
      );
      return new Set(undisputed.map(({ variant }) => variant.expected)).size > 1;
    });
    expect(contradictions.map((same) => same.map(({ name }) => name))).toEqual([]);
  });
});

describe('the search', () => {
  const judged: JudgedCase[] = [];

  test.each(cases.map((c) => [c.id, c] as const))('%s', (_, c) => {
    const result = judgeCase(c);
    judged.push(result);
    const says = Object.fromEntries(result.variants.map(({ variant, verdict }) => [variant.id, verdict]));
    // Where a change of the model mends what differs, `differs` goes.
    expect(says).toEqual(Object.fromEntries(c.variants.map((variant) => [variant.id, awaited(variant)])));
  });

  test('the page is what is found: `sekisho cases --out docs/results/cases.md`', () => {
    expect(judged.length).toBe(cases.length);
    expect(readFileSync('docs/results/cases.md', 'utf8')).toBe(casesPage(judged, 'en'));
  });
});

/** What somebody would write who asks `compare` just this: a profile that extends the base, names its attacker and its world. */
function profileFor({ name, variant }: Asked): StatedProfile {
  const { base, measures, switches, attacker } = variant;
  const { scenario } = settingOf(variant);
  const kind = Object.fromEntries(kindSettings.map((key) => [key, scenario[key]]));
  const text = stringify({
    name,
    extends: './base.yaml',
    ...(measures && { measures }),
    ...(switches && { switches }),
    attacker,
    scenario: { ...kind, ...statedBy(variant) },
  });
  return profileOf('case.yaml', text, () =>
    profileOf('base.yaml', stringify({ measures: base.measures, switches: base.switches }), () => {
      throw new Error('a base extends nothing');
    }),
  );
}

/** What `compare` says of each goal, as one answer. */
async function compared(asked: Asked, goals: readonly GoalId[], standing: Standing): Promise<string> {
  const { grounds } = await groundsOf([profileFor(asked)], goals, folder, standing);
  const said: Compared[] = [];
  for (const goal of asked.variant.goals.filter((id) => goals.includes(id)))
    said.push((await cellOf(grounds[0]!, { goal })).verdict);
  if (said.includes('attack')) return 'attack';
  return said.find((verdict) => verdict !== 'no-attack-within-bounds') ?? 'none';
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-cases-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

describe('`compare`', () => {
  test('is asked of the same configuration and attacker', () => {
    for (const asked of everyVariant) {
      const { on, capabilities } = settingOf(asked.variant);
      const { on: written, attacker, unknown } = profileFor(asked);
      expect([written, attacker, unknown.size]).toEqual([on, capabilities, 0]);
    }
  });

  // It lists ends only; what is known on the way is judged in the same way.
  test.each(sampled.map((c) => [c.id, c] as const))('says the same of %s', async (_, c) => {
    for (const asked of variantsOf(c)) {
      // To look for every goal at once takes a minute in some cases.
      const goals = isAll ? [...new Set([...endGoals, ...asked.variant.goals])] : asked.variant.goals;
      const said = await compared(asked, goals, { among: [], own: true });
      expect([asked.name, said]).toEqual([asked.name, awaited(asked.variant)]);
    }
  });

  // What is known only on the way is no target of the results that ship.
  const whole = test.skipIf(!isAll).each(cases.map((c) => [c.id, c] as const));
  whole('where it stands on all that it stands on otherwise, says the same of %s', async (_, c) => {
    for (const asked of variantsOf(c).filter(({ variant }) =>
      variant.goals.some((id) => endGoals.includes(id)),
    )) {
      const said = await compared(asked, endGoals, {});
      expect([asked.name, said]).toEqual([asked.name, awaited(asked.variant)]);
    }
  });
});
