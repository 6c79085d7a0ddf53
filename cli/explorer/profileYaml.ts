// A configuration as the text of a profile, which the command line reads like any other.

import { stringify } from 'yaml';
import { bitsOf, idsOf } from '../../attacks/search/conditions.js';
import { type Measure, measures } from '../../model/measures.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { capabilitiesIn } from './bits.js';
import type { Book } from './book.js';
import { anyAttacker, type Configuration, forceOf } from './configuration.js';

const environment = bitsOf(switches.filter((s) => s.environment).map(({ id }) => id));

/** The text of a profile that says just this. It extends nothing: what it starts from is the environment. */
export function profileYaml(book: Book, c: Configuration, name: string): string {
  const whole = (measures as readonly Measure[]).filter((m) => forceOf(c, m) === 'whole');
  const held = bitsOf(whole.flatMap((m) => m.switches)) | environment;
  const settings = [
    ...idsOf(c.on & ~held).map((id): [SwitchId, boolean | 'unknown'] => [id, true]),
    ...idsOf(environment & ~c.on & ~c.unknown).map((id): [SwitchId, boolean | 'unknown'] => [id, false]),
    ...idsOf(c.unknown).map((id): [SwitchId, boolean | 'unknown'] => [id, 'unknown']),
  ];
  const { stated } = book.worlds[c.world]!;
  return stringify({
    name,
    ...(whole.length > 0 && { measures: whole.map(({ id }) => id) }),
    ...(settings.length > 0 && { switches: Object.fromEntries(settings) }),
    ...(c.attacker !== anyAttacker && { attacker: capabilitiesIn(c.attacker) }),
    ...(Object.keys(stated).length > 0 && { scenario: stated }),
  });
}
