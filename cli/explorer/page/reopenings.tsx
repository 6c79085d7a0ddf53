// The downward side: from a target that is closed now to the smallest changes that let an attack in.

import { useState } from 'preact/hooks';
import type { Lang } from '../../i18n.js';
import type { Reopening } from '../../../properties/verdicts/roles.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import { say } from './desk.js';
import { words } from './latticeWords.js';
import { measuresWith } from './measureText.js';

const atOnce = 12;

interface Props {
  /** The verdict as it stands, in words. */
  readonly now: string;
  readonly reopenings: readonly Reopening[];
  readonly lang: Lang;
  readonly onTurn: (on: readonly SwitchId[], off: readonly SwitchId[]) => void;
}

export function Reopenings({ now, reopenings, lang, onTurn }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? reopenings : reopenings.slice(0, atOnce);
  const sizes = [...new Set(shown.map(sizeOf))];
  return (
    <div class="reopenings">
      <p>{say(words.downLegend, { lang })}</p>
      <div class="reopenings-now">{`${say(words.start, { lang })}: ${now}`}</div>
      {sizes.map((size) => (
        <ul key={size} aria-label={`− ${size}`}>
          {shown
            .filter((r) => sizeOf(r) === size)
            .map((r) => (
              <li key={r.path.id}>
                <button type="button" onClick={() => onTurn(r.turnOn, r.turnOff)}>
                  {r.turnOff.map((id) => (
                    <Change key={id} sign="−" word={say(words.off, { lang })} id={id} lang={lang} />
                  ))}
                  {r.turnOn.map((id) => (
                    <Change key={id} sign="+" word={say(words.on, { lang })} id={id} lang={lang} />
                  ))}
                </button>
              </li>
            ))}
        </ul>
      ))}
      {shown.length < reopenings.length && (
        <button type="button" onClick={() => setWhole(true)}>
          {`${say(words.more, { lang })} (${reopenings.length})`}
        </button>
      )}
    </div>
  );
}

const sizeOf = ({ turnOff, turnOn }: Reopening): number => turnOff.length + turnOn.length;

interface ChangeProps {
  readonly sign: string;
  readonly word: string;
  readonly id: SwitchId;
  readonly lang: Lang;
}
function Change({ sign, word, id, lang }: ChangeProps) {
  const { name } = switches.find((s) => s.id === id)!;
  const of = measuresWith(id);
  return (
    <span class="reopenings-change">
      <b>{`${sign} ${word}`}</b> {say(name, { lang })}
      {of.length > 0 && <small>{` (${of.join(', ')})`}</small>}
    </span>
  );
}
