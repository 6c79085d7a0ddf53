// What the file of a search's result is called.

import type { BoundedSearch } from '../../attacks/searches.js';
import { sha256 } from './digest.js';

/** What a file is of, whichever model made it: of this search's name and bounds. */
export const slugOf = (s: BoundedSearch) =>
  `${s.name.replace(/[^a-z0-9]+/gi, '-')}-${sha256(JSON.stringify([s.scenario, s.allowed ?? null, s.maxCapabilities, s.settled ?? null, s.threats])).slice(0, 8)}`;

export const fileOf = (search: BoundedSearch, key: string): string =>
  `${slugOf(search)}.${key.slice(0, 16)}.json`;
