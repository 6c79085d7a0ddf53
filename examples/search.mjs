// @ts-check
// Who reads alice's content if the back channel can be tapped, and by which steps?
import { profile, search } from 'sekisho';

const found = await search(profile('rfc6749-bare'), 'read.direct', {
  capabilities: ['wiretap.back'],
  scenario: { sessions: 1, grants: 1, ticks: 0 },
});
console.log(`${found.verdict}: ${found.goal} under ${found.profile}`);
for (const step of found.attack?.steps ?? []) console.log(`${step.n}. ${step.actor} ${step.action}`);
