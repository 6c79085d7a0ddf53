// @ts-check
// Over every configuration at once: the paths to a goal, and the smallest sets of measures that leave none.
import { breakingSets, paths, profile } from 'sekisho';

const found = await paths(['read.lasting'], { searches: 'never' });
console.log(`${found.paths.length} paths, ${found.complete ? 'all there are' : 'some'} within the bounds`);
const [shortest] = found.paths;
console.log(`the shortest needs ${shortest?.capabilities.join(' + ')} and these off: ${shortest?.condition.off.join(', ')}`);
for (const set of breakingSets(found, profile('rfc6749-bare'), { maxSets: 3 })) console.log(set.join(' + '));
