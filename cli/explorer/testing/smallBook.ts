// A book for tests: the shipped profiles, over a search of a few seconds for each kind of client. The laws that
// tests hold do not depend on its size.

import type { BoundedSearch } from '../../../attacks/searches.js';
import { defaultScenario } from '../../../model/scenario.js';
import { bookOf } from '../bind.js';
import type { Book } from '../book.js';

const searches: readonly BoundedSearch[] = [
  {
    name: 'small',
    scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
    maxCapabilities: 1,
    threats: true,
    allowed: ['redirector', 'wiretap.back', 'wiretap.front', 'look-alike', 'host'],
  },
];

export const smallBook = async (): Promise<Book> => (await bookOf([], null, searches))!;
