// @ts-check
// The cheapest additions that keep an attacker who can lure and frame out of her session, in a safe order.
import { evidenceFor, harden, profile, withAttacker } from 'sekisho';

/** @type {import('sekisho').Target} */
const target = { goal: 'session' };
const mine = withAttacker(profile('mixed-pkce'), new Set(['lure', 'frame']));
const [evidence] = await evidenceFor([mine], { about: [target], searches: 'never' });
if (evidence === undefined) throw new Error('one profile has one piece of evidence');
const { sets } = await harden(evidence, [target], { costs: { costs: new Map([['CM1', 5]]) } });
for (const { ids, cost, order } of sets.slice(0, 3))
  console.log(`${ids.join(' + ')} costs ${cost}; in this order: ${order?.join(', ') ?? 'no safe one'}`);
