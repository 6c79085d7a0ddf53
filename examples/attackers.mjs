// @ts-check
// The weakest attackers that take over a session. The search stops after ten seconds, and says so.
import { profile, search } from 'sekisho';

const found = await search(profile('mixed-pkce'), 'session', {
  scenario: { sessions: 1, grants: 1, ticks: 0 },
  maxCapabilities: 1,
  signal: AbortSignal.timeout(10_000),
  keepPartial: true,
});
console.log(found.complete ? 'The weakest attackers:' : 'The weakest attackers found so far:');
for (const { capabilities, moves } of found.attackers)
  console.log(`${capabilities.join(' + ') || 'no capability'} in ${moves.length} steps`);
