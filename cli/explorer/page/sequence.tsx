// An attack, stepped through: its drawing, and beside it what the attacker knows and which checks were made.

import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { SequenceDiagram } from '../../../properties/drawings/diagram.js';
import { framesOf } from '../../../properties/drawings/frames.js';
import { sequenceText } from '../../../properties/drawings/formats/text.js';
import { words as drawingWords } from '../../../properties/drawings/words/drawing.js';
import type { Lang } from '../../i18n.js';
import { say } from './desk.js';
import { Scrolling } from './scrolling.js';
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
  useEffect(() => {
    // Only the drawing scrolls: the page around it stays where it is.
    const box = sheet.current;
    const shown = box?.querySelector('g.now');
    if (!box || !shown) return;
    const [around, own] = [box.getBoundingClientRect(), shown.getBoundingClientRect()];
    if (own.top < around.top + 40 || own.bottom > around.bottom - 40)
      box.scrollBy({ top: own.top - around.top - around.height / 2 });
  }, [at, sketch]);
  const step = (by: number) => onFrame(Math.max(1, Math.min(count, at + by)));
  // Before the new step is seen: a key pressed right then must not count from the step before.
  useLayoutEffect(() => {
    // A presenter's remote sends these keys too, wherever the focus is.
    const onKeyDown = (e: KeyboardEvent) => {
      const at = e.target as HTMLElement;
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) return;
      // Elsewhere these keys scroll; the drawing has them where it is looked at, or nothing is.
      const isHere = at === document.body || at.closest('#detail') !== null;
      if (at.role === 'tab' || !isHere) return;
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[e.key];
      if (by === undefined) return;
      e.preventDefault();
      step(by);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [at, count]);
  return (
    <div class="sequence">
      <fieldset class="stepper" aria-label={say(words.stepOf, in_)}>
        <button
          type="button"
          onClick={() => onFrame(1)}
          disabled={at === 1}
          aria-label={say(words.first, in_)}
        >
          |←
        </button>
        <button type="button" onClick={() => step(-1)} disabled={at === 1}>
          ← {say(words.back, in_)}
        </button>
        <button type="button" class="primary" onClick={() => step(1)} disabled={at === count}>
          {say(words.next, in_)} →
        </button>
        <button
          type="button"
          onClick={() => onFrame(count)}
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
          onInput={(e) => onFrame(Number(e.currentTarget.value))}
        />
        <span class="count">
          {at} / {count}
        </span>
      </fieldset>
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
