// Run once by the build: keeps the digest of the sources beside what was built of them.

import { writeFileSync } from 'node:fs';
import { sourceDigest } from '../properties/results/sourceDigest.js';

writeFileSync(
  new URL('../model.digest', import.meta.url),
  `${sourceDigest(new URL('../../', import.meta.url))}\n`,
);
