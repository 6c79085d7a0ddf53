// Verdicts, explanations and additions, held against what single configurations say. One small world is searched; the
// laws do not depend on its size.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bitOf, bitsOf, holdsAt, idsOf } from '../../attacks/search/conditions.js';
import { replay } from '../../attacks/search/replay.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { defaultScenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { loadProfile } from '../profile.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { endGoals } from '../run.js';
import { cellOf, compare } from '../../properties/verdicts/compare.js';
import { additions } from '../../properties/verdicts/additions.js';
import { harden } from '../../properties/verdicts/harden.js';
import { explain } from '../../properties/verdicts/explain.js';
import { type Ground, groundOn, regroup } from '../../properties/verdicts/ground.js';
import { groundsOf } from './grounds.js';
import {
  type Candidate,
  judge,
  type Judgement,
  targets,
  type Verdict,
} from '../../properties/verdicts/judge.js';
import { safeOrder } from '../../properties/verdicts/order.js';
import { witnessOf } from '../../properties/verdicts/witness.js';

const small: readonly BoundedSearch[] = [
  {
    name: 'small',
    scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
    maxCapabilities: 1,
    threats: true,
    allowed: ['lure', 'wiretap.back', 'redirector'],
  },
];
const nothing = { costs: new Map<string, number>(), otherwise: 1, unavailable: [] };
let bare: Ground;
let asked: readonly SwitchId[];
const at = (on: bigint, unknown: bigint, profile: StatedProfile = bare.profile) =>
  regroup(bare, profile, on, unknown);

beforeAll(async () => {
  bare = (await groundsOf([loadProfile('rfc6749-bare')], endGoals, null, { among: small })).grounds[0]!;
  asked = idsOf(bare.every.reduce((bits, f) => bits | f.cube.on | f.cube.off, 0n));
}, 300_000);

/** A profile: some switches on, a few unknown, drawn from those that some path asks for. */
const profiles = () =>
  fc
    .tuple(fc.subarray([...asked]), fc.subarray([...asked], { maxLength: 4 }))
    .map(([on, open]) => ({ on: bare.on | (bitsOf(on) & ~bitsOf(open)), unknown: bitsOf(open) & ~bare.on }));

/** Every configuration that the unknown switches leave. */
function settled(on: bigint, unknown: bigint): readonly bigint[] {
  return idsOf(unknown).reduce<bigint[]>((all, id) => all.flatMap((c) => [c, c | bitOf(id)]), [on]);
}

/** The verdict on one configuration, told by the paths' conditions alone. */
function plainly(on: bigint, isOne: (f: Ground['every'][number]) => boolean): Verdict {
  if (bare.worlds.some((w) => w.vacuous.some((v) => holdsAt(v, on)))) return 'vacuous';
  return bare.every.some((f) => isOne(f) && holdsAt(f.cube, on)) ? 'attack' : 'no-attack-within-bounds';
}

describe('a verdict with unknown switches', () => {
  test('says of all their settings what each says by itself', () => {
    fc.assert(
      fc.property(profiles(), fc.constantFrom(...endGoals), ({ on, unknown }, goal) => {
        const each = settled(on, unknown)
          .map((c) => plainly(c, (f) => f.path.goal === goal))
          .filter((v) => v !== 'vacuous');
        const { verdict } = judge(at(on, unknown), { goal });
        const expected =
          each.length === 0
            ? 'vacuous'
            : each.every((v) => v === 'attack')
              ? 'attack'
              : each.some((v) => v === 'attack')
                ? 'depends'
                : 'no-attack-within-bounds';
        expect(verdict).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('a switch that it depends on makes a difference somewhere; one that it does not, nowhere', () => {
    fc.assert(
      fc.property(profiles(), fc.constantFrom(...endGoals), ({ on, unknown }, goal) => {
        const judgement = judge(at(on, unknown), { goal });
        fc.pre(judgement.verdict === 'depends');
        const verdictOf = (c: bigint) => plainly(c, (f) => f.path.goal === goal);
        for (const id of idsOf(unknown)) {
          const differs = settled(on, unknown & ~bitOf(id)).some((c) => {
            const [a, b] = [verdictOf(c), verdictOf(c | bitOf(id))];
            return a !== b && a !== 'vacuous' && b !== 'vacuous';
          });
          expect([id, judgement.dependsOn().some((d) => d.switch === id)]).toEqual([id, differs]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('each single setting told of is what that setting says', () => {
    const unknown = bitsOf(['state.compared', 'state.bound-to-agent', 'tls.back']);
    for (const goal of endGoals)
      for (const d of judge(at(bare.on, unknown), { goal }).dependsOn()) {
        const left = unknown & ~bitOf(d.switch);
        expect(d.ifOn).toBe(judge(at(bare.on | bitOf(d.switch), left), { goal }).verdict);
        expect(d.ifOff).toBe(judge(at(bare.on, left), { goal }).verdict);
      }
  });
});

describe('cells', () => {
  test('an attack was replayed in a configuration of the profile', async () => {
    const unknown = bitsOf(['state.compared', 'tls.back']);
    let seen = 0;
    for (const target of targets) {
      const { verdict, witness } = await cellOf(at(bare.on, unknown), target);
      if (verdict !== 'attack' && verdict !== 'depends') continue;
      seen++;
      expect(witness!.configuration & ~(bare.on | unknown)).toBe(0n);
      expect(bare.on & ~witness!.configuration).toBe(0n);
      const again = replay(
        witness!.attack.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`),
        witness!.path.goal,
        {
          scenario: witness!.path.scenario,
          on: new Set(idsOf(witness!.configuration)),
          capabilities: new Set(witness!.path.capabilities),
        },
      );
      expect(again).toHaveProperty('attack');
    }
    expect(seen).toBeGreaterThan(5);
  });

  test('an open path whose trace does not run is no attack', () => {
    const [real] = judge(bare, { goal: 'session' }).candidates();
    const { path, configuration } = real!;
    const backwards = { ...path, id: 'backwards', moves: path.moves.toReversed() };
    const among = (...candidates: readonly Candidate[]): Judgement => ({
      ...judge(bare, { goal: 'session' }),
      candidates: () => candidates,
    });
    expect(witnessOf(among({ path: backwards, configuration }))).toBeNull();
    expect(witnessOf(among({ path: backwards, configuration }, real!))!.path).toBe(path);
  });

  test('a search that was not exhausted leaves no "none"', async () => {
    const cut = { ...bare, worlds: bare.worlds.map((w) => ({ ...w, complete: false })) };
    const told = await Promise.all(targets.map((t) => cellOf(cut, t)));
    expect(told.map((c) => c.verdict)).not.toContain('no-attack-within-bounds');
    expect(told.map((c) => c.verdict)).toContain('inconclusive');
  });

  test('a configuration whose honest run does not finish is vacuous, whatever the target', () => {
    const on = bare.on | bitsOf(['issuer.missing-refused', 'issuer.checked']);
    expect(judge(at(on, 0n), { goal: 'denial' }).verdict).toBe('vacuous');
  });

  test('what means nothing in a world is not applicable there', () => {
    const profile = { ...bare.profile, scenario: { jointAccounts: false } };
    // Searches of such a world find no path to it; one that is found is told all the same.
    const every = bare.every.filter(({ path }) => path.goal !== 'sync');
    expect(judge(regroup({ ...bare, every }, profile, bare.on, 0n), { goal: 'sync' }).verdict).toBe(
      'not-applicable',
    );
    expect(judge(at(bare.on, 0n, profile), { goal: 'sync' }).verdict).toBe('attack');
  });

  test('an attacker who can do less reaches no more', () => {
    const by = (attacker: StatedProfile['attacker']) =>
      groundOn(bare, { ...bare.profile, attacker }).feasible.map(({ path }) => path.id);
    const all = by(null);
    const some = by(new Set(['lure']));
    const none = by(new Set());
    expect(all).toEqual(expect.arrayContaining(some));
    expect(some).toEqual(expect.arrayContaining(none));
    expect(some.length).toBeLessThan(all.length);
    expect(some.length).toBeGreaterThan(none.length);
  });

  test('what one profile fixes, the reverse comparison admits', async () => {
    const better = at(bare.on | bitsOf(['tls.back']), 0n, {
      ...bare.profile,
      name: 'better',
    });
    const changes = async (grounds: readonly Ground[], change: string) =>
      (await compare(grounds, targets)).differences[0]!.filter((d) => d.change === change).map(
        (d) => d.target,
      );
    const fixed = await changes([bare, better], 'fixed');
    expect(fixed.length).toBeGreaterThan(0);
    expect(await changes([better, bare], 'admitted')).toEqual(fixed);
  });
});

describe('explanations', () => {
  test('each reopening lets an attack in, and no part of it does', async () => {
    const all = bitsOf(loadProfile('paper-all').on);
    const goal = 'session';
    const { cell, reopenings } = await explain(at(all, 0n), { goal });
    expect(cell.verdict).toBe('no-attack-within-bounds');
    expect(reopenings.length).toBeGreaterThan(0);
    for (const { turnOff, turnOn } of reopenings) {
      const turned = [...turnOff, ...turnOn];
      const apply = (ids: readonly SwitchId[]) => ids.reduce((on, id) => on ^ bitOf(id), all);
      expect((await cellOf(at(apply(turned), 0n), { goal })).verdict).toBe('attack');
      for (const kept of turned)
        expect(judge(at(apply(turned.filter((id) => id !== kept)), 0n), { goal }).verdict).not.toBe('attack');
    }
  });

  test('without a critical measure there is an attack; without a redundant one there is none', async () => {
    const profile = loadProfile('paper-server-app');
    const on = bitsOf(profile.on);
    const ground = at(on, 0n, profile);
    const goal = 'session';
    const { switches } = await explain(ground, { goal });
    for (const { id, role } of switches) {
      const { verdict } = judge(at(on & ~bitOf(id), 0n, profile), { goal });
      if (verdict !== 'vacuous') expect([id, role === 'critical']).toEqual([id, verdict === 'attack']);
    }
    expect(new Set(switches.map((s) => s.role)).size).toBeGreaterThan(1);
  });

  test('a stop names the check, its party, and where the trace passes it', async () => {
    const { stopped } = await explain(at(bitsOf(loadProfile('paper-all').on), 0n), { goal: 'session' });
    const stop = stopped.flatMap((s) => s.stops).find((s) => s.switch === 'state.bound-to-agent')!;
    expect(stop).toMatchObject({ party: 'client', basis: 'derived', isOn: true });
    expect(stop.at.map((a) => a.message)).toContain('m7');
  });
});

describe('additions', () => {
  test.each(['measures', 'switches'] as const)(
    'each set of %s closes the goals, and no part of it does',
    (by) => {
      const wanted = [{ goal: 'session' }, { goal: 'credentials' }] as const;
      const candidates = additions(bare, by, nothing);
      const verdictWith = (ids: readonly string[]) => {
        const on = candidates.filter(({ id }) => ids.includes(id)).reduce((bits, c) => bits | c.on, bare.on);
        return wanted.map((t) => judge(at(on, 0n), t).verdict);
      };
      const { sets } = harden(bare, wanted, by, nothing);
      expect(sets.length).toBeGreaterThan(1);
      for (const { ids, verdicts } of sets) {
        expect(verdicts).toEqual(['no-attack-within-bounds', 'no-attack-within-bounds']);
        expect(verdictWith(ids)).toEqual(verdicts);
        for (const left of ids) expect(verdictWith(ids.filter((id) => id !== left))).not.toEqual(verdicts);
      }
    },
  );

  test('what is unavailable is in no set, nor any measure that needs it', () => {
    const costs = { ...nothing, unavailable: ['state.bound-to-agent'] };
    const { sets } = harden(bare, [{ goal: 'session' }], 'measures', costs);
    expect(sets.flatMap((s) => s.ids)).not.toContain('CM19');
    expect(harden(bare, [{ goal: 'session' }], 'measures', nothing).sets.flatMap((s) => s.ids)).toContain(
      'CM19',
    );
  });

  test('the cheapest set comes first', () => {
    const { sets } = harden(bare, [{ goal: 'credentials' }], 'measures', nothing);
    const last = sets.at(-1)!.ids;
    const costs = { ...nothing, otherwise: 10, costs: new Map(last.map((id) => [id, 0])) };
    expect(harden(bare, [{ goal: 'credentials' }], 'measures', costs).sets[0]!.ids).toEqual(last);
  });

  test('no step of an order admits an attack that the step before did not', () => {
    const candidates = additions(bare, 'measures', nothing).filter(({ id }) =>
      ['CM8', 'CM11', 'CM15', 'CM19', 'CM21'].includes(id),
    );
    const order = safeOrder(bare, candidates)!;
    expect(order.map(({ id }) => id).toSorted()).toEqual(candidates.map(({ id }) => id).toSorted());
    let on = bare.on;
    for (const { on: added } of order) {
      const before = bare.every.filter((f) => holdsAt(f.cube, on));
      on |= added;
      for (const f of bare.every.filter((g) => holdsAt(g.cube, on)))
        expect(
          before.some(
            (b) =>
              b.path.goal === f.path.goal &&
              b.path.capabilities.every((c) => f.path.capabilities.includes(c)),
          ),
        ).toBe(true);
      expect(bare.worlds.some((w) => w.vacuous.some((v) => holdsAt(v, on)))).toBe(false);
    }
  });

  test('an unknown switch counts as the attacker would have it', () => {
    const unknown = bitsOf(['state.bound-to-agent', 'state.compared']);
    const { sets } = harden(at(bare.on, unknown), [{ goal: 'session' }], 'measures', nothing);
    expect(sets[0]!.ids.length).toBeGreaterThan(0);
  });
});
