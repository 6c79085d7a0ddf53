// @ts-check
// Every goal under RFC 6749 as written, where much is left open: which open switch decides what?
import { allTargets, evidenceFor, judge, profile } from 'sekisho';

const goals = allTargets.filter((target) => 'goal' in target);
const [evidence] = await evidenceFor([profile('rfc6749')], { about: goals, searches: 'never' });
if (evidence === undefined) throw new Error('one profile has one piece of evidence');
for (const target of goals) {
  const { verdict, attackers, dependsOn } = await judge(evidence, target);
  const weakest = attackers[0]?.capabilities.join(' + ') ?? '';
  console.log(`${target.goal}: ${verdict} ${weakest} ${dependsOn.map((d) => d.switch).join(', ')}`.trimEnd());
}
console.log(`within ${evidence.bounds.length} searches`);
