// The two runs of a twin, stepped together: beside each other where there is room, else one under the other.

import { useMemo, useRef } from 'preact/hooks';
import type { SequenceDiagram, TwinDiagram } from '../../../properties/drawings/diagram.js';
import { framesOf } from '../../../properties/drawings/frames.js';
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
  readonly twin: TwinDiagram;
  readonly lang: Lang;
  /** The step shown, from 1. Beyond the last: the last. */
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const lastStep = ({ rows }: SequenceDiagram): number => Math.max(1, ...rows.map((r) => r.step));

export function TwinSteps({ twin, lang, step, onStep }: Props) {
  const { left, right, divergesAt, cause } = twin;
  const count = Math.max(lastStep(left), lastStep(right));
  const at = Math.max(1, Math.min(step, count));
  useStepKeys((by) => onStep(Math.max(1, Math.min(count, at + by))), `${at} ${count}`);
  const sentence = [left, right].flatMap((d) => d.steps.find(({ n }) => n === at)?.sentence ?? [])[0] ?? '';
  return (
    <div class="twin-steps">
      <Stepper at={at} count={count} lang={lang} onGo={onStep} />
      <p class="sentence" aria-live="polite">
        <strong>
          {say(words.stepOf, { lang })} {at}
        </strong>{' '}
        {sentence}
        {at >= divergesAt && (
          <span class="parted">
            {say(drawingWords.diverges, { lang })} ({say(words.stepOf, { lang })} {divergesAt}): {cause}
          </span>
        )}
      </p>
      <div class="twin-sides">
        <Side diagram={left} at={at} />
        <Side diagram={right} at={at} />
      </div>
    </div>
  );
}

/** One of the two runs, up to a step. */
function Side({ diagram, at }: { readonly diagram: SequenceDiagram; readonly at: number }) {
  const sheet = useRef<HTMLElement>(null);
  const sketch = useMemo(() => drawnSequence(diagram), [diagram]);
  const frames = useMemo(() => framesOf(diagram), [diagram]);
  const frame = frames.findLastIndex((f) => f.step <= at);
  useFollow(sheet, `${at} ${diagram.title}`);
  return (
    <div class="twin-side">
      <h3>{diagram.title}</h3>
      <Scrolling class="picture" box={sheet} label={diagram.title}>
        <Sheet sketch={sketch} label={diagram.title} frame={frame} />
      </Scrolling>
    </div>
  );
}
