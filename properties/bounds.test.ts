// Upper and lower bound of profiles in small worlds: where they meet, and that they do not where somebody is hidden.

import { describe, expect, test } from 'vitest';
import { attackersOf } from '../attacks/attackers.js';
import { exploreInTurns } from '../attacks/engine/explore.js';
import { closeGap } from '../attacks/engine/gap.js';
import { finishesIn } from '../attacks/engine/honest.js';
import { profiles } from '../model/profiles.js';
import type { SwitchId } from '../model/switches.js';
import { findBounds, foundBy, judge, lowerOf, settledIn, type Subject, verdictOf } from './bounds.js';
import { attackGoals, tiny } from './smallWorlds.js';

const strong: Subject = {
  scenario: tiny,
  on: new Set<SwitchId>(profiles.find(({ name }) => name === 'paper-all')!.on as ReadonlySet<SwitchId>),
  unknown: new Set(),
  // Not all capabilities: the bound leaves no choice of the attacker's out, and takes minutes over those of everybody.
  attacker: new Set([
    'lure',
    'frame',
    'overlay',
    'own.client',
    'wiretap.front',
    'wiretap.back',
    'agent.alter',
  ]),
};
const wanted = new Set(attackGoals);
const searchOf = (subject: Subject) => ({
  scenario: subject.scenario,
  wanted,
  settled: settledIn(subject),
  within: (vocabulary: Parameters<typeof finishesIn>[0]) =>
    finishesIn(vocabulary, subject.scenario, settledIn(subject)),
});

describe('bounds of a strong profile in the smallest world', () => {
  test('meet for every goal; the attackers found are the minimal ones, whether goals are reached or not', async () => {
    const bounds = await findBounds(strong, { goals: attackGoals });
    const run = await exploreInTurns({ ...searchOf(strong), log: true });
    expect(bounds.failures).toEqual([]);
    for (const { goal, verdict, found, openCount } of bounds.goals) {
      expect({ goal, verdict, openCount }).toEqual({ goal, verdict: 'met', openCount: 0 });
      const setsOf = (all: readonly { readonly capabilities: readonly string[] }[]) =>
        all.map(({ capabilities }) => [...capabilities].sort().join()).sort();
      expect(setsOf(found)).toEqual(setsOf(attackersOf(run, goal)));
    }
    expect(verdictOf(bounds)).toBe('met');
    const isReached = bounds.goals.map(({ found }) => found.length > 0);
    expect(isReached.filter(Boolean).length).toBeGreaterThan(4);
    expect(isReached.filter((reached) => !reached).length).toBeGreaterThan(4);
    // Few goals need the whole world as one group, if any.
    const by = bounds.goals.map(({ closedBy }) => closedBy);
    expect(by.filter((one) => one === 'groups').length).toBeGreaterThan(by.length / 2);
  });

  test('with any attacker hidden from what was found, are open just there', async () => {
    const run = await exploreInTurns({ ...searchOf(strong), log: true });
    const { diagrams, vocabulary } = run;
    const all = attackGoals.map((goal) => foundBy(run, goal, strong));
    const hidden = all.filter(({ found }) => found.length > 0);
    expect(hidden.length).toBeGreaterThan(4);
    // Of every goal that is reached another attacker is hidden: the first of one, the second of the next, and so on.
    const less = all.map((of) => {
      const { found } = of;
      if (found.length === 0) return of;
      const missing = found[hidden.indexOf(of) % found.length]!;
      const kept = found.filter((one) => one !== missing);
      const reached = kept.reduce((f, { capabilities }) => {
        const variables = capabilities.map((id) => vocabulary.capability(id)!);
        return diagrams.or(f, diagrams.cube(variables));
      }, 0);
      return { ...of, found: kept, reached };
    });
    const gap = closeGap({ ...searchOf(strong), lower: [lowerOf(run, less)] });
    for (const [i, of] of less.entries()) {
      const { verdict, open, openCount } = judge(of, run, gap);
      const isHidden = of !== all[i];
      expect({ goal: of.goal, verdict }).toEqual({ goal: of.goal, verdict: isHidden ? 'open' : 'met' });
      expect(openCount > 0).toBe(isHidden);
      if (!isHidden) continue;
      // Whoever is left open has what the hidden one has.
      const missing = all[i]!.found.find((one) => !of.found.includes(one))!;
      for (const { lacks } of open)
        expect(missing.capabilities.filter((id) => lacks.includes(id))).toEqual([]);
    }
  });
});

describe('bounds', () => {
  test('leave unknown switches open: what is found is what the search finds, by what the switches are', async () => {
    const unknown = new Set<SwitchId>(['state.compared', 'pkce.verified', 'frames.refused']);
    const subject: Subject = {
      ...strong,
      unknown,
      attacker: new Set(['lure', 'frame', 'overlay', 'own.client']),
    };
    const bounds = await findBounds(subject, { goals: attackGoals });
    expect(verdictOf(bounds)).toBe('met');
    expect(bounds.failures).toEqual([]);
    for (const off of unknown) {
      const on = new Set([...strong.on, ...unknown].filter((id) => id !== off));
      const run = await exploreInTurns({ ...searchOf({ ...subject, on, unknown: new Set() }), log: true });
      for (const { goal, found } of bounds.goals) {
        const here = found.filter(
          (one) => one.on.every((id) => on.has(id)) && one.off.every((id) => !on.has(id)),
        );
        const reaches = attackersOf(run, goal);
        expect(here.length > 0, `${goal} without ${off}`).toBe(reaches.length > 0);
        for (const { capabilities } of reaches)
          expect(here.some((one) => one.capabilities.every((id) => capabilities.includes(id)))).toBe(true);
      }
    }
    const isConditional = bounds.goals.flatMap(({ found }) => found).some(({ off }) => off.length > 0);
    expect(isConditional).toBe(true);
  });

  test('cut short are unfinished, never open, and never met where anybody is left', async () => {
    const none = await findBounds(strong, { goals: ['sync', 'transfer'], shouldStop: () => true });
    expect(none.goals.map(({ verdict, found }) => ({ verdict, found }))).toEqual([
      { verdict: 'unfinished', found: [] },
      { verdict: 'unfinished', found: [] },
    ]);
    // A search that was cut short may still have found all: the bound tells.
    const short = await findBounds(strong, { goals: attackGoals, maxStates: 40 });
    expect(short.search.complete).toBe(false);
    const verdicts = new Set(short.goals.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(new Set(['met', 'unfinished']));
    for (const { goal, verdict, openCount } of short.goals)
      expect({ goal, isMet: verdict === 'met' }).toEqual({ goal, isMet: openCount === 0 });
  });

  test('say nothing of a profile under which nothing works', async () => {
    const on = new Set(strong.on);
    on.delete('pkce.sent');
    const { isVacuous, goals } = await findBounds({ ...strong, on }, { goals: attackGoals });
    expect({ isVacuous, goals }).toEqual({ isVacuous: true, goals: [] });
  });
});
