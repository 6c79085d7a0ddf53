// How far verdicts reach: the bounded searches that they stand on.

import type { Lang } from '../../i18n.js';
import { boundsOf } from '../../profiles/bounds.js';
import type { Ground } from '../../../properties/verdicts/ground.js';
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
      {boundsOf(ground, lang).map(({ name, text }) => (
        <li key={`${name} ${text}`}>
          {name !== null && <strong>{name}: </strong>}
          {text}
        </li>
      ))}
    </ul>
  </details>
);
