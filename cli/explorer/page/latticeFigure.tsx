// The lattice as a drawing: lines in SVG, and over them a real button for each point, so that its text wraps and the
// keyboard reaches it.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Lattice, LatticePoint } from '../../../properties/drawings/latticePoints.js';
import type { Lang } from '../../i18n.js';
import type { SwitchId } from '../../../model/switches.js';
import { boxHeight, boxWidth, layoutOf } from '../latticeLayout.js';
import { switchesOf } from '../../../properties/drawings/defence.js';
import { say } from './desk.js';
import { counted, words } from './latticeWords.js';
import { measureText } from './measureText.js';

interface Props {
  readonly lattice: Lattice;
  readonly lang: Lang;
  readonly onApply: (on: readonly SwitchId[]) => void;
}

export function Figure({ lattice, lang, onApply }: Props) {
  const [room, width] = useWidth();
  const [pointed, setPointed] = useState<LatticePoint | null>(null);
  const { boxes, lines, height } = useMemo(() => layoutOf(lattice, width), [lattice, width]);
  return (
    <figure class="lattice-figure">
      <figcaption aria-live="polite">{pointed === null ? '' : inWords(pointed, lang)}</figcaption>
      <div ref={room} class="lattice-room" style={{ height: `${height}px` }}>
        <svg width={width} height={height} aria-hidden="true">
          {lines.map((line, i) => (
            <line key={i} {...line} />
          ))}
        </svg>
        {boxes.map(({ point, x, y }) => (
          <button
            key={point.ids.join()}
            type="button"
            class={point.isSet ? 'lattice-set' : ''}
            style={{ left: `${x}px`, top: `${y}px`, width: `${boxWidth}px`, height: `${boxHeight}px` }}
            title={inWords(point, lang)}
            onFocus={() => setPointed(point)}
            onMouseEnter={() => setPointed(point)}
            onClick={() => onApply(switchesOf(point.ids))}
          >
            <b>{titleOf(point, lang)}</b>
            <span>{leftText(point, lang)}</span>
          </button>
        ))}
      </div>
    </figure>
  );
}

const leftText = ({ left }: LatticePoint, lang: Lang): string =>
  say(left === 0 ? words.closed : counted.left(left), { lang });

/** One measure is named; of several there is room for the ids only, and the key tells their names. */
function titleOf({ ids }: LatticePoint, lang: Lang): string {
  if (ids.length === 0) return say(words.start, { lang });
  return ids.length === 1 ? measureText(ids[0]!, lang) : ids.join(' + ');
}

const inWords = (point: LatticePoint, lang: Lang): string =>
  `${point.ids.map((id) => measureText(id, lang)).join(' + ') || say(words.start, { lang })}: ${leftText(point, lang)}`;

/** The width that there is, followed as it changes. */
function useWidth() {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [room, width] as const;
}
