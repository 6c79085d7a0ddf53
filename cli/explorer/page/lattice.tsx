// The smallest sets of measures that close the target from here; where it is closed, what would let it in again.

import { useMemo } from 'preact/hooks';
import type { SwitchId } from '../../../model/switches.js';
import { verdictText } from '../../profiles/words.js';
import { withSetting } from '../configuration.js';
import { latticeFrom, mostDrawn, type SmallestSet, type TargetLattice } from '../lattice.js';
import { Bounds } from './bounds.js';
import { type DetailProps, say } from './desk.js';
import './lattice.css';
import { Figure } from './latticeFigure.js';
import { counted, words } from './latticeWords.js';
import { measureText } from './measureText.js';
import { Reopenings } from './reopenings.js';

export function Lattice({ desk, state, target, configuration, set }: DetailProps) {
  const ground = desk.decisions.groundOf(configuration);
  const lattice = useMemo(() => latticeFrom(ground, target), [ground, target]);
  const turn = (on: readonly SwitchId[], off: readonly SwitchId[] = []) =>
    set((c) => withSetting(withSetting(c, on, true), off, false));
  return (
    <section class="lattice">
      <h3>{say(lattice.open > 0 ? words.up : words.down, state)}</h3>
      <p>{verdictText(lattice.verdict, state.lang)}</p>
      {lattice.open > 0 ? (
        <Up lattice={lattice} lang={state.lang} onApply={turn} />
      ) : lattice.reopenings.length > 0 ? (
        <Reopenings
          now={verdictText(lattice.verdict, state.lang)}
          reopenings={lattice.reopenings}
          lang={state.lang}
          onTurn={turn}
        />
      ) : (
        <p>{say(words.nothingReopens, state)}</p>
      )}
      <Bounds ground={ground} lang={state.lang} />
    </section>
  );
}

interface UpProps {
  readonly lattice: TargetLattice;
  readonly lang: 'en' | 'ja';
  readonly onApply: (on: readonly SwitchId[]) => void;
}

function Up({ lattice, lang, onApply }: UpProps) {
  const { sets, drawn, isCut } = lattice;
  const used = [...new Set(drawn.points.flatMap((p) => p.ids))];
  return (
    <>
      {sets.length === 0 && <p class="lattice-none">{say(words.noSet, { lang })}</p>}
      {isCut && <p class="lattice-none">{say(words.cut, { lang })}</p>}
      {sets.length > mostDrawn && <p>{say(counted.drawn(mostDrawn, sets.length), { lang })}</p>}
      <Figure lattice={drawn} lang={lang} onApply={onApply} />
      <p class="lattice-legend">{say(words.legend, { lang })}</p>
      {used.length > 0 && (
        <details class="lattice-key" open={drawn.points.some((p) => p.ids.length > 1)}>
          <summary>{say(words.key, { lang })}</summary>
          <ul>
            {used.map((id) => (
              <li key={id}>{measureText(id, lang)}</li>
            ))}
          </ul>
        </details>
      )}
      {sets.length > 0 && <Sets sets={sets} lang={lang} onApply={onApply} />}
    </>
  );
}

function Sets({ sets, lang, onApply }: { readonly sets: readonly SmallestSet[] } & Omit<UpProps, 'lattice'>) {
  return (
    <>
      <h4>{`${say(words.sets, { lang })} (${sets.length})`}</h4>
      <ol class="lattice-sets">
        {sets.map((set) => {
          const names = set.ids.map((id) => measureText(id, lang)).join(' + ');
          return (
            <li key={set.ids.join()}>
              <button
                type="button"
                aria-label={`${say(words.apply, { lang })}: ${names}`}
                onClick={() => onApply(set.switches)}
              >
                {say(words.apply, { lang })}
              </button>{' '}
              <span>{names}</span>{' '}
              <small>
                {`${verdictText(set.verdict, lang)}; ${say(set.isByAssumption ? words.byAssumption : words.derived, { lang })}`}
              </small>
            </li>
          );
        })}
      </ol>
    </>
  );
}
