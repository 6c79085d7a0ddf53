// A book for tests: the shipped profiles, over a few searches that take a second or so each. The laws that tests hold
// do not depend on its size.

import type { BoundedSearch } from '../../../attacks/searches.js';
import { defaultScenario } from '../../../model/scenario.js';
import { bookOf } from '../bind.js';
import type { Book } from '../book.js';

const small = { ...defaultScenario, grants: 1, ticks: 0 } as const;
const searches: readonly BoundedSearch[] = [
  { name: 'small', scenario: small, maxCapabilities: 1, allowed: ['lure', 'wiretap.back', 'redirector'] },
  {
    name: 'one session',
    scenario: { ...small, sessions: 1 },
    maxCapabilities: 1,
    allowed: ['wiretap.front', 'look-alike', 'proxy.host', 'dns.as', 'own.as', 'host'],
  },
];

export const smallBook = async (): Promise<Book> => (await bookOf([], null, searches))!;
