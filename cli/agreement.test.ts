// What is asked in several ways is answered in one: `compare`, `search`, `table` and the page never contradict each
// other on a shipped profile. The search is asked anew; the others stand on the results that ship.
// SEKISHO_AGREEMENT=all asks `search` about every "none" of `compare`, with the command's own budget; SEKISHO_SEED draws
// another sample.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { deriveTable } from '../attacks/catalogue/table.js';
import { findPaths, type Path } from '../attacks/paths.js';
import { idsOf } from '../attacks/search/conditions.js';
import { replay } from '../attacks/search/replay.js';
import { openSearches } from '../attacks/worlds.js';
import { profiles } from '../model/profiles.js';
import { contradictionOf, defaultScenario } from '../model/scenario.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { drawer } from '../properties/smallWorlds.js';
import { register as registerSearch } from './commands/search.js';
import { bookOf } from './explorer/bind.js';
import { configurationOf } from './explorer/configuration.js';
import { Decisions } from './explorer/decide.js';
import { pack } from './explorer/pack.js';
import { unpack } from './explorer/unpack.js';
import { openResults } from './openResults.js';
import { defaultCache } from './profiles/cache.js';
import { type Cell, type Comparison, compare } from '../properties/verdicts/compare.js';
import { type Ground, regroup } from '../properties/verdicts/ground.js';
import { groundsOf } from './profiles/grounds.js';
import { idOf, isOf, judge, type Target, targets, type Verdict } from '../properties/verdicts/judge.js';
import type { StatedProfile } from '../properties/verdicts/profile.js';
import { shippedProfiles } from '../properties/profiles/shipped/index.js';
import { endGoals } from './run.js';

const isAll = process.env.SEKISHO_AGREEMENT === 'all';
/** Cells that are drawn, and states after which the search of one is given up. */
const sample = { cells: 8, maxStates: 130_000 };
const seed = Number(process.env.SEKISHO_SEED ?? 20201);
const none: Verdict = 'no-attack-within-bounds';

let folder: string;
let comparison: Comparison;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-agreement-'));
  const { grounds } = await groundsOf(shippedProfiles, endGoals, defaultCache());
  comparison = await compare(grounds, targets);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

interface Answer {
  readonly ground: Ground;
  readonly target: Target;
  readonly cell: Cell;
}
const answers = (): readonly Answer[] =>
  comparison.rows.flatMap(({ target, cells }) =>
    cells.map((cell, i) => ({ ground: comparison.grounds[i]!, target, cell })),
  );
const answerOn = (profile: string, target: Target): Answer =>
  answers().find((a) => a.ground.profile.name === profile && a.target === target)!;

/** Two answers to one question contradict each other if one says that there is an attack, and one that there is none. */
const contradict = (a: Verdict, b: Verdict): boolean => {
  const [is, isNot] = [
    ['attack', 'depends'],
    [none, 'not-applicable'],
  ] as const satisfies readonly (readonly Verdict[])[];
  const says = (some: readonly Verdict[], v: Verdict) => some.includes(v);
  return (says(is, a) && says(isNot, b)) || (says(isNot, a) && says(is, b));
};

/** A profile as a file of one configuration: what it leaves unknown is settled as drawn. */
function fileOf({ name, on, unknown, scenario }: StatedProfile, draw: (below: number) => number): string {
  const isOn = (id: SwitchId) => on.has(id) || (unknown.has(id) && draw(2) === 0);
  const file = join(folder, `${name}.yaml`);
  const switches = Object.fromEntries(switchIds.map((id) => [id, isOn(id)]));
  writeFileSync(file, stringify({ name: `${name} settled`, switches, scenario }));
  return file;
}

/** What `search --json` prints. */
async function searched(...args: readonly string[]): Promise<{ verdict: Verdict; complete: boolean }> {
  const said: string[] = [];
  const before = process.exitCode;
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  try {
    const program = new Command().exitOverride();
    registerSearch(program);
    await program.parseAsync(['node', 'sekisho', 'search', ...args, '--json']);
    return JSON.parse(said.join('')) as { verdict: Verdict; complete: boolean };
  } finally {
    out.mockRestore();
    process.exitCode = before;
  }
}

describe('what `compare` says to be impossible', () => {
  test('`search` does not find, whoever attacks', async () => {
    const draw = drawer(seed);
    const left = answers().filter(({ target, cell }) => 'goal' in target && cell.verdict === none);
    expect(left.length).toBeGreaterThan(3);
    const asked = isAll
      ? left
      : Array.from({ length: Math.min(sample.cells, left.length) }, () =>
          left.splice(draw(left.length), 1),
        ).flat();
    const contradictions: string[] = [];
    for (const { ground, target } of asked) {
      const { profile } = ground;
      const budget = isAll ? [] : ['--max-states', String(sample.maxStates)];
      const goal = idOf(target);
      const { verdict, complete } = await searched(
        '--profile',
        profile.unknown.size === 0 ? profile.name : fileOf(profile, draw),
        '--goal',
        goal,
        ...budget,
      );
      if (isAll) process.stderr.write(`${profile.name} ${goal}: ${verdict}\n`);
      // What is unknown may be settled so that the honest run does not finish: nothing is said of that.
      const isFine = verdict === (complete ? none : 'inconclusive') || verdict === 'vacuous';
      if (!isFine) contradictions.push(`${profile.name}, ${goal}: ${verdict}`);
    }
    expect(contradictions).toEqual([]);
  }, 36_000_000);

  test('no search of a small world finds, nor an attacker that `compare` does not name', async () => {
    const contradictions: string[] = [];
    for (const { profile } of comparison.grounds) {
      const scenario = {
        ...defaultScenario,
        ...profile.scenario,
        sessions: 1,
        grants: 1,
        ticks: profile.scenario.refresh === true ? 1 : 0,
      } as const;
      const off = switchIds.filter((id) => !profile.on.has(id) && !profile.unknown.has(id));
      const settled = { on: switchIds.filter((id) => profile.on.has(id)), off };
      const search = { name: profile.name, scenario, maxCapabilities: null, settled, threats: true };
      const { paths } = await findPaths({ searches: [search], goals: endGoals, bounds: { maxStates: 6000 } });
      for (const target of targets) {
        const { verdict, attackers } = answerOn(profile.name, target).cell;
        const isKnown = (by: Path['capabilities']) =>
          attackers.some(({ capabilities }) => capabilities.every((id) => by.includes(id)));
        // Of a threat another way may be told of, by others; a goal's attackers are all who reach it.
        const unknown = paths.find(
          (p) =>
            isOf(target, p) &&
            (contradict('attack', verdict) || ('goal' in target && !isKnown(p.capabilities))),
        );
        if (unknown !== undefined)
          contradictions.push(
            `${profile.name}, ${idOf(target)}: ${verdict}, but by ${unknown.capabilities.join(' + ')}: ${unknown.moves.join(', ')}`,
          );
      }
    }
    expect(contradictions).toEqual([]);
  });
});

describe('what `compare` says to be possible', () => {
  test('each of the weakest attackers does: a path of just these capabilities runs in the profile', () => {
    const ran = new Set<string>();
    let attackers = 0;
    for (const { ground, target, cell } of answers()) {
      if (cell.verdict !== 'attack' && cell.verdict !== 'depends') continue;
      expect(cell.attackers.length).toBeGreaterThan(0);
      const candidates = [...judge(ground, target).candidates()];
      for (const { capabilities, steps } of cell.attackers) {
        attackers++;
        const has = [...capabilities].toSorted().join();
        const { path, configuration } = candidates.find(
          (c) => c.path.steps === steps && [...c.path.capabilities].toSorted().join() === has,
        )!;
        // Within the profile: what is on stays on, and only what is unknown is turned on.
        expect(configuration & ground.on).toBe(ground.on);
        expect(configuration & ~(ground.on | ground.unknown)).toBe(0n);
        const key = `${path.id} ${configuration}`;
        if (ran.has(key)) continue;
        ran.add(key);
        const result = replay(path.moves, path.goal, {
          scenario: path.scenario,
          on: new Set(idsOf(configuration)),
          capabilities: new Set(capabilities),
        });
        expect(result, `${ground.profile.name}, ${idOf(target)}, by ${has}`).toHaveProperty('attack');
      }
    }
    expect(attackers).toBeGreaterThan(100);
  });
});

describe('the table', () => {
  test('says of each threat what `compare` says under the profile that it starts from', async () => {
    const rows = deriveTable(await openResults(openSearches(), endGoals));
    const bare = comparison.grounds.find((g) => g.profile.name === 'rfc6749-bare')!;
    const at = (on: bigint, what: Target): Verdict =>
      judge(regroup(bare, bare.profile, on, 0n), what).verdict;
    const told: string[] = [];
    const hold = (what: string, isFound: boolean, verdict: Verdict) => {
      if (contradict(isFound ? 'attack' : none, verdict))
        told.push(`${what}: found ${isFound}, but ${verdict}`);
    };
    for (const { threat, found, createdBy, base, claims, paths } of rows) {
      const target = targets.find((t) => idOf(t) === threat.id)!;
      hold(threat.id, found, answerOn('rfc6749-bare', target).cell.verdict);
      if (createdBy.length > 0)
        hold(`${threat.id}, created by ${createdBy.join(' + ')}`, true, at(base, target));
      if (paths.length === 0) continue;
      for (const { claim, on, survivor, stillReached } of claims) {
        const under = `${threat.id} under ${claim.join(' + ')}`;
        hold(under, survivor !== undefined, at(on, target));
        for (const { goal } of stillReached) hold(`${goal}, still reached, ${under}`, true, at(on, { goal }));
      }
    }
    expect(told).toEqual([]);
  });

  test('finds nothing under another shipped profile that `compare` rules out', async () => {
    const result = await openResults(openSearches(), endGoals);
    for (const { name, on } of profiles) {
      // A world that a switch takes away is none of the profile's.
      const paths = result.paths.filter((p) => contradictionOf(p.scenario, on) === null);
      const rows = deriveTable({ ...result, paths }, name);
      const wrong = rows.filter(({ threat, found }) => {
        const { cell } = answerOn(name, targets.find((t) => idOf(t) === threat.id)!);
        return found && contradict('attack', cell.verdict);
      });
      expect([name, wrong.map(({ threat }) => threat.id)]).toEqual([name, []]);
    }
  });
});

// In a browser the same is looked at on the page itself (`explorer/browser/verdicts.test.ts`), where there is one.
test('the page says of each shipped profile what `compare` says', async () => {
  const book = unpack(pack((await bookOf([], defaultCache()))!));
  const decisions = new Decisions(book);
  const differences = comparison.grounds.flatMap(({ profile }) => {
    const decided = decisions.of(configurationOf(book, profile)!);
    return targets.flatMap((target) => {
      const [here, there] = [decided.get(idOf(target))!.verdict, answerOn(profile.name, target).cell.verdict];
      return here === there ? [] : [`${profile.name}, ${idOf(target)}: the page ${here}, compare ${there}`];
    });
  });
  expect(differences).toEqual([]);
});
