// Where the honest run does not finish, by kind of world.

import type { ScenarioResult } from '../../attacks/paths.js';
import type { Cube } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import type { Scenario } from '../../model/scenario.js';

/** The honest run is alice's alone, at one size: the other settings decide how it goes. */
const kindOf = ({ client, orders, refresh, jointAccounts, roles }: Scenario): string =>
  JSON.stringify([client, orders, refresh, jointAccounts, roles]);

/**
 * As searches of a kind of world found it; worked out for kinds of which there is none.
 * @param known what is known of kinds already; what becomes known is added
 */
export function vacuousBy(
  searched: readonly Pick<ScenarioResult, 'scenario' | 'vacuous'>[],
  known = new Map<string, readonly Cube[]>(),
): (world: Scenario) => readonly Cube[] {
  for (const { scenario, vacuous } of searched) known.set(kindOf(scenario), vacuous);
  return (world) => {
    const kind = kindOf(world);
    let vacuous = known.get(kind);
    if (vacuous === undefined) known.set(kind, (vacuous = honestRun(world).vacuous));
    return vacuous;
  };
}
