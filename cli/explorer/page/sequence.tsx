// An attack, stepped through: its drawing, and beside it what the attacker knows and which checks were made.

import { useMemo, useRef } from 'preact/hooks';
import type { SequenceDiagram } from '../../../properties/drawings/diagram.js';
import { framesOf } from '../../../properties/drawings/frames.js';
import { sequenceText } from '../../../properties/drawings/formats/text.js';
import { words as drawingWords } from '../../../properties/drawings/words/drawing.js';
import type { Lang } from '../../i18n.js';
import { say } from './desk.js';
import { useFollow } from './follow.js';
import { Scrolling } from './scrolling.js';
import { useStepKeys } from './stepKeys.js';
import { Stepper } from './stepper.js';
import { drawnSequence, Sheet } from './svgSketch.js';
import { words } from './words.js';

interface Props {
  readonly diagram: SequenceDiagram;
  readonly lang: Lang;
  /** From 1. Beyond the last: the last. */
  readonly frame: number;
  readonly onFrame: (frame: number) => void;
}

export function Sequence({ diagram, lang, frame, onFrame }: Props) {
  const in_ = { lang };
  const frames = useMemo(() => framesOf(diagram), [diagram]);
  const sketch = useMemo(() => drawnSequence(diagram), [diagram]);
  const count = frames.length;
  const at = Math.max(1, Math.min(frame, count));
  const now = frames[at - 1]!;
  const sheet = useRef<HTMLElement>(null);
  const step = (by: number) => onFrame(Math.max(1, Math.min(count, at + by)));
  useFollow(sheet, `${at} ${diagram.title} ${count}`);
  useStepKeys(step, `${at} ${count}`);
  return (
    <div class="sequence">
      <Stepper at={at} count={count} lang={lang} onGo={onFrame} />
      <div class="told" aria-live="polite">
        <p class="sentence">
          <strong>
            {say(words.stepOf, in_)} {now.step}
          </strong>{' '}
          {now.sentence}
        </p>
      </div>
      <Scrolling class="picture" box={sheet} label={diagram.title}>
        <Sheet sketch={sketch} label={diagram.title} frame={at - 1} />
      </Scrolling>
      <aside class="panel">
        <h3>{say(drawingWords.knows, in_)}</h3>
        <ul>
          {now.knows.length === 0 && <li class="muted">{say(drawingWords.nothing, in_)}</li>}
          {now.knows.map((k) => (
            <li key={k} class={now.isNew.includes(k) ? 'new' : ''}>
              {k}
              {now.isNew.includes(k) && <span class="mark"> ＋</span>}
            </li>
          ))}
        </ul>
        <h3>{say(drawingWords.checks, in_)}</h3>
        <ul>
          {now.checks.length === 0 && <li class="muted">{say(drawingWords.noChecks, in_)}</li>}
          {now.checks.map((c) => (
            <li key={c}>{c}</li>
          ))}
        </ul>
      </aside>
      <details class="in-words">
        <summary>{say(words.wholeText, in_)}</summary>
        <pre>{sequenceText(diagram)}</pre>
      </details>
    </div>
  );
}
