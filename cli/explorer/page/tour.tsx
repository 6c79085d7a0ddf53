// The guided tour's bar: where the class is, what to ask, and on to the next station.

import { stations, stationState } from '../tour/stations.js';
import { say, type ViewProps } from './desk.js';
import './tour.css';
import { words } from './words.js';

export function Tour({ desk, state, change }: ViewProps) {
  const n = state.station;
  const at = n === null ? undefined : stations[n - 1];
  if (n === null || at === undefined) return null;
  const go = (to: number) => {
    const next = stationState(desk.book, to);
    if (next !== null) change(next);
  };
  return (
    <section class="tour" aria-label={say(words.tour, state)}>
      <div class="tour-places">
        <button type="button" onClick={() => go(n - 1)} disabled={n === 1}>
          ← {say(words.stationBefore, state)}
        </button>
        <label>
          <span class="visually-hidden">{say(words.station, state)}</span>
          <select value={n} onChange={(e) => go(Number(e.currentTarget.value))}>
            {stations.map(({ title }, i) => (
              <option key={title.en} value={i + 1}>
                {i + 1} / {stations.length} {say(title, state)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="primary" onClick={() => go(n + 1)} disabled={n === stations.length}>
          {say(words.stationAfter, state)} →
        </button>
        <button type="button" onClick={() => change({ station: null })}>
          {say(words.leaveTour, state)}
        </button>
      </div>
      <p>
        <strong>{say(at.title, state)}</strong> {say(at.ask, state)}
      </p>
    </section>
  );
}
