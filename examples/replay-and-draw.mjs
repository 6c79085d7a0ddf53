// @ts-check
// An attack as a trace file, run again step by step, and drawn beside the measure that stops it.
import { drawTwin, parseTrace, profile, replayTrace, search, traceOf } from 'sekisho';

const { attack } = await search(profile('rfc6749-bare'), 'read.direct', {
  capabilities: ['wiretap.back'],
  scenario: { sessions: 1, grants: 1, ticks: 0 },
});
if (attack === null) throw new Error('there is an attack');
const file = JSON.stringify(traceOf(attack, 'rfc6749-bare'));
const again = replayTrace(parseTrace(file));
console.log(`${again.steps.length} steps, ${again.goal} reached`);
console.log(await drawTwin(again, ['tls.back'], { profile: 'rfc6749-bare', title: 'tapped', format: 'txt' }));
