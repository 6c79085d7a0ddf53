// Measures against paths: which measure cuts which path to the target, and what each does for it now.

import { useMemo, useState } from 'preact/hooks';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { switches } from '../../../model/switches.js';
import { type Column, columnsOf, coverageOf, type Mark } from '../coverage.js';
import { withMeasure } from '../configuration.js';
import { keyOf } from '../decide.js';
import './coverage.css';
import { CoverageTable } from './coverageTable.js';
import { counted, markSigns, markWords, words } from './coverageWords.js';
import { type DetailProps, say } from './desk.js';

const atOnce = 30;

export interface CoverageProps extends DetailProps {
  /** Opens a path's attack. */
  readonly onPath?: (pathId: string) => void;
}

export function Coverage({ desk, state, target, configuration: c, set, onPath }: CoverageProps) {
  const [chosen, setWhich] = useState<'open' | 'all' | null>(null);
  const [isFolded, setFolded] = useState(true);
  const [most, setMost] = useState(atOnce);
  const [pointed, setPointed] = useState<Column | null>(null);
  const coverage = useMemo(() => coverageOf(desk.decisions.groundOf(c), target), [desk, keyOf(c), target]);
  // Where nothing is open, what is cut is still worth seeing.
  const which = chosen ?? (coverage.open.length === 0 ? 'all' : 'open');
  const columns = useMemo(
    () => columnsOf(coverage, which === 'open' ? coverage.open : coverage.every, isFolded),
    [coverage, which, isFolded],
  );
  const shown = columns.slice(0, most);
  const paths = which === 'open' ? coverage.open.length : coverage.every.length;
  const empty = coverage.every.length === 0 ? words.none : columns.length === 0 ? words.nowhere : null;
  return (
    <section class="coverage">
      <fieldset class="coverage-choice">
        <legend>{say(words.which, state)}</legend>
        {(['open', 'all'] as const).map((w) => (
          <label key={w}>
            <input type="radio" name="coverage-which" checked={which === w} onChange={() => setWhich(w)} />
            {`${say(w === 'open' ? words.openNow : words.all, state)} (${w === 'open' ? coverage.open.length : coverage.every.length})`}
          </label>
        ))}
        <label>
          <input type="checkbox" checked={isFolded} onChange={() => setFolded(!isFolded)} />
          {say(words.folded, state)}
        </label>
      </fieldset>
      <ul class="coverage-legend">
        {(Object.keys(markSigns) as Mark[]).map((mark) => (
          <li key={mark} class={`mark-${mark}`}>{`${markSigns[mark]} ${say(markWords[mark], state)}`}</li>
        ))}
        <li>{say(counted.shown(shown.length, columns.length, paths), state)}</li>
      </ul>
      {empty !== null && <p class="coverage-empty">{say(empty, state)}</p>}
      <p class="coverage-caption" aria-live="polite">
        {pointed === null || !shown.includes(pointed) ? say(words.hint, state) : captionOf(pointed, state)}
      </p>
      <CoverageTable
        coverage={coverage}
        columns={shown}
        lang={state.lang}
        onPoint={setPointed}
        onMeasure={({ measure, force }) => set((now) => withMeasure(now, measure, force !== 'whole'))}
        {...(onPath !== undefined && { onPath })}
      />
      {columns.length > most && (
        <button type="button" class="coverage-more" onClick={() => setMost(most + 2 * atOnce)}>
          {`${say(words.more, state)} (${columns.length - most})`}
        </button>
      )}
      <p class="coverage-bounds">{say(words.bounds, state)}</p>
    </section>
  );
}

/** A column in words: who, what must be absent and present, how long. */
export function captionOf(column: Column, at: { readonly lang: 'en' | 'ja' }): string {
  const nameIn = (
    all: readonly { readonly id: string; readonly name: { en: string; ja: string } }[],
    id: string,
  ) => say(all.find((x) => x.id === id)!.name, at);
  const [comma, colon] = at.lang === 'en' ? ['; ', ': '] : ['、', '：'];
  const who = column.capabilities.map((id) => nameIn(capabilities, id)).join(' + ') || say(words.anyone, at);
  const list = (ids: readonly string[]) => ids.map((id) => nameIn(switches, id)).join(comma);
  return [
    who,
    ...(column.absent.length > 0
      ? [`${at.lang === 'en' ? 'absent' : '行われていない検証'}${colon}${list(column.absent)}`]
      : []),
    ...(column.present.length > 0
      ? [`${at.lang === 'en' ? 'present' : '行われている検証'}${colon}${list(column.present)}`]
      : []),
    say(counted.steps(column.paths[0]!.steps), at),
    say(counted.paths(column.paths.length), at),
    ...(column.more > 0 ? [say(counted.more(column.more), at)] : []),
  ].join(at.lang === 'en' ? '. ' : '。');
}
