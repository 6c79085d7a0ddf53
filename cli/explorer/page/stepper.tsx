// First, back, next, last, and a slider: how far a drawing is shown.

import type { Lang } from '../../i18n.js';
import { say } from './desk.js';
import { words } from './words.js';

interface Props {
  /** From 1 to `count`. */
  readonly at: number;
  readonly count: number;
  readonly lang: Lang;
  readonly onGo: (at: number) => void;
}

export function Stepper({ at, count, lang, onGo }: Props) {
  const in_ = { lang };
  return (
    <fieldset class="stepper" aria-label={say(words.stepOf, in_)}>
      <button type="button" onClick={() => onGo(1)} disabled={at === 1} aria-label={say(words.first, in_)}>
        |←
      </button>
      <button type="button" onClick={() => onGo(at - 1)} disabled={at === 1}>
        ← {say(words.back, in_)}
      </button>
      <button type="button" class="primary" onClick={() => onGo(at + 1)} disabled={at === count}>
        {say(words.next, in_)} →
      </button>
      <button
        type="button"
        onClick={() => onGo(count)}
        disabled={at === count}
        aria-label={say(words.last, in_)}
      >
        →|
      </button>
      <input
        type="range"
        min={1}
        max={count}
        value={at}
        aria-label={say(words.stepOf, in_)}
        onInput={(e) => onGo(Number(e.currentTarget.value))}
      />
      <span class="count">
        {at} / {count}
      </span>
    </fieldset>
  );
}
