// @ts-check
// Why does threat T1 not get through, and what would let it in again?
import { evidenceFor, explain, profile } from 'sekisho';

/** @type {import('sekisho').Target} */
const target = { threat: 'T1' };
const [evidence] = await evidenceFor([profile('paper-server-app')], { about: [target], searches: 'never' });
if (evidence === undefined) throw new Error('one profile has one piece of evidence');
const { verdict, stopped, reopenings } = await explain(evidence, target);
console.log(`T1: ${verdict}`);
for (const stop of stopped[0]?.stops ?? [])
  console.log(`stopped by ${stop.switch} of the ${stop.party} at ${stop.at.map((a) => a.message).join(', ')}`);
for (const { turnOff } of reopenings.slice(0, 3)) console.log(`reopens without ${turnOff.join(' and ')}`);
