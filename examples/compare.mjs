// @ts-check
// What does the survey's recommendation fix of the bare protocol, and does it admit anything?
import { compare, evidenceFor, profile } from 'sekisho';

const evidence = await evidenceFor([profile('rfc6749-bare'), profile('paper-server-app')], {
  searches: 'never',
});
const { differences } = await compare(evidence);
for (const change of ['fixed', 'admitted']) {
  const of = (differences[0] ?? []).filter((d) => d.change === change);
  const ids = of.map(({ target }) => ('goal' in target ? target.goal : target.threat));
  console.log(`${change}: ${ids.join(', ') || 'nothing'}`);
}
