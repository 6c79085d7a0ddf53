// Run once by the build: keeps the digests of the sources beside what was built of them.

import { writeFileSync } from 'node:fs';
import { sourceDigest } from '../properties/results/sourceDigest.js';
import { answering } from './sweeps/versions.js';

const sources = new URL('../../', import.meta.url);
const keep = (name: string, digest: string) =>
  writeFileSync(new URL(`../${name}`, import.meta.url), `${digest}\n`);

keep('model.digest', sourceDigest(sources));
keep('program.digest', sourceDigest(sources, answering));
