// Which searches say something about a profile: those of its kind of world.
//
// What a profile says about client, orders and joint accounts, the searches take over; a search that then looks at no
// more than another does is left out. What it leaves open is open: the shipped searches look at several kinds, and a
// path of any of them counts. Refresh tokens are the exception: a search in which no time passes is not changed by
// them, so "issued" adds those in which time passes, and "none issued" leaves out those that issue some. Settings of
// size (sessions, roles, grants, ticks) are the searches' own.

import { type BoundedSearch, defaultSearches } from '../../attacks/searches.js';
import type { Scenario } from '../../model/scenario.js';

const kinds = ['client', 'orders', 'jointAccounts'] as const satisfies readonly (keyof Scenario)[];
export const sizes = ['sessions', 'roles', 'grants', 'ticks'] as const satisfies readonly (keyof Scenario)[];

/** Whether everything that `b` looks at, `a` looks at too. */
function includes(a: BoundedSearch, b: BoundedSearch): boolean {
  const same = [...kinds, 'refresh' as const].every((k) => a.scenario[k] === b.scenario[k]);
  const wider =
    a.scenario.sessions >= b.scenario.sessions &&
    a.scenario.grants >= b.scenario.grants &&
    a.scenario.ticks >= b.scenario.ticks &&
    (a.scenario.roles === b.scenario.roles || a.scenario.roles === 'any');
  const attackers =
    a.maxCapabilities >= b.maxCapabilities &&
    (a.allowed === undefined || (b.allowed?.every((c) => a.allowed!.includes(c)) ?? false));
  return same && wider && attackers;
}

/** A search of one capability at a time is as much as one search for each of them. */
const partsOf = (s: BoundedSearch): readonly BoundedSearch[] =>
  s.maxCapabilities === 1 && s.allowed !== undefined ? s.allowed.map((c) => ({ ...s, allowed: [c] })) : [s];

/** The searches for a world of which so much is said. */
export function searchesFor(
  stated: Partial<Scenario>,
  among: readonly BoundedSearch[] = defaultSearches,
): readonly BoundedSearch[] {
  const settings = Object.fromEntries(
    kinds.filter((k) => stated[k] !== undefined).map((k) => [k, stated[k]]),
  );
  const possible = among.filter((s) => stated.refresh !== false || !s.scenario.refresh);
  const fits = (s: BoundedSearch) =>
    kinds.every((k) => settings[k] === undefined || settings[k] === s.scenario[k]);
  const kept = possible.filter(fits);
  for (const search of possible.filter((s) => !fits(s))) {
    const made = { ...search, scenario: { ...search.scenario, ...settings } as Scenario };
    if (!partsOf(made).every((part) => kept.some((k) => includes(k, part)))) kept.push(made);
  }
  return kept;
}
