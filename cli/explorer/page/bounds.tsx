// How far verdicts reach: the bounded searches that they stand on.

import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { scenarioText } from '../../draw/compose.js';
import type { Lang } from '../../i18n.js';
import type { Ground } from '../../profiles/ground.js';
import { leftOutText } from '../../profiles/words.js';
import { say } from './desk.js';
import { words } from './words.js';

interface Props {
  readonly ground: Ground;
  readonly lang: Lang;
  /** Whose bounds, where two configurations are compared. */
  readonly head?: string;
}

export const Bounds = ({ ground, lang, head = '' }: Props) => (
  <details class="bounds">
    <summary>
      {head}
      {say(words.bounds, { lang })}
    </summary>
    <p>{say(words.boundsTogether, { lang })}</p>
    <ul>
      {ground.worlds.map((w) => (
        <li key={`${w.name} ${JSON.stringify(w.scenario)}`}>
          <strong>{w.name}</strong>: {scenarioText(w.scenario, lang)};{' '}
          {say(words.boundsCapabilities, { lang })} {w.maxCapabilities} /{' '}
          {w.allowed?.length ?? capabilities.length};{' '}
          {say(w.complete ? words.exhausted : words.notExhausted, { lang })}
          {w.allowed !== null && <span class="allowed"> ({w.allowed.join(', ')})</span>}
        </li>
      ))}
      {ground.leftOut.map((l) => (
        <li key={`${l.world.name} ${l.by}`}>
          <strong>{l.world.name}</strong>: {leftOutText(l, lang)}
        </li>
      ))}
    </ul>
  </details>
);
