// The grounds of profiles as commands ask for them: from what ships, the user's cache, and searches that Ctrl-C stops.

import type { GoalId } from '../../attacks/goals.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import * as from from '../../properties/results/grounds.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { resultsOf, shippedOne } from './cache.js';

export { ownSearches, questionOf, searchKey, type Standing } from '../../properties/results/grounds.js';

/** @param cache a folder; null: neither it nor what ships is trusted */
export const sourceOf = (cache: string | null): from.Source => ({
  trusts: cache !== null,
  shipped: (search, wanted, only) => shippedOne(search, wanted, only),
  results: (searches, wanted, only) => resultsOf(searches, wanted, cache, {}, only),
});

export const resultsFor = (
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  among: readonly BoundedSearch[] | null = null,
  only = wanted,
) => from.resultsFor(profiles, wanted, sourceOf(cache), among, only);

export const exhaustFor = (
  profile: StatedProfile,
  wanted: readonly GoalId[],
  threats: boolean,
  most: number,
  cache: string | null,
) => from.exhaustFor(profile, wanted, threats, most, sourceOf(cache));

export const exhaustProfiles = (
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  only = wanted,
) => from.exhaustProfiles(profiles, wanted, sourceOf(cache), only);

export const groundsOf = (
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  standing: from.Standing = {},
) => from.groundsOf(profiles, wanted, sourceOf(cache), standing);
