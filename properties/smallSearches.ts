// Searches of one kind of attacker each in the smallest worlds in which that attacker gets anywhere, over the
// configurations that differ in measures. Most take a few seconds. None knows of threats: which threat shows in which of them is found by looking at the paths.

import type { BoundedSearch } from '../attacks/searches.js';
import { usual } from '../attacks/worlds.js';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const by = (scenario: Scenario, ...allowed: readonly CapabilityId[]): BoundedSearch => ({
  name: allowed.join(' + '),
  scenario,
  allowed,
  maxCapabilities: allowed.length,
  settled: usual,
  threats: true,
});

/** The cheapest first. */
export const smallSearches: readonly BoundedSearch[] = [
  by(tiny, 'wiretap.back'),
  by(tiny, 'stolen.code'),
  by(tiny, 'proxy.host'),
  by(tiny, 'dns.as'),
  by(tiny, 'dns.client'),
  by(tiny, 'host'),
  by(tiny, 'look-alike'),
  by({ ...tiny, client: 'server-app+access-app' }, 'host'),
  by(tiny, 'wiretap.front'),
  by({ ...tiny, grants: 2 }, 'guess'),
  by(tiny, 'lure'),
  by(tiny, 'frame'),
  by(tiny, 'malware'),
  by({ ...tiny, client: 'native-app' }, 'fake-app'),
  by({ ...tiny, ticks: 1, refresh: true }, 'stolen.refresh'),
  by(tiny, 'overlay', 'lure'),
  by(tiny, 'agent.alter'),
  by(tiny, 'own.as'),
];
