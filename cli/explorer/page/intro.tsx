// How the page opens: one sentence, one attack worked through in words, and the tour.

import { useMemo } from 'preact/hooks';
import { attackDrawing } from '../../../properties/drawings/compose.js';
import { idOf, targets } from '../../../properties/verdicts/judge.js';
import { nameOf } from '../../profiles/words.js';
import { stations, stationState } from '../tour/stations.js';
import { attackerText, profileName, subjectOf } from './attack.js';
import { say, type ViewProps } from './desk.js';
import './tour.css';
import { useWitness } from './useWitness.js';
import { words } from './words.js';

export function Intro(props: ViewProps) {
  const { desk, state, change } = props;
  const start = () => {
    const first = stationState(desk.book, 1);
    if (first !== null) change(first);
  };
  return (
    <div class="intro">
      <h2>{say(words.introSentence, state)}</h2>
      <Example {...props} />
      <p class="choice">
        <button type="button" onClick={start}>
          {say(words.startTour, state)} ({stations.length})
        </button>
      </p>
      <p class="muted">{say(words.choose, state)}</p>
    </div>
  );
}

/** The shortest attack by the weakest attacker that this configuration has, in words. */
function Example({ desk, state, change }: ViewProps) {
  const { a, lang } = state;
  const decided = desk.decisions.of(a);
  const ends = targets.filter((t) => 'goal' in t);
  const target =
    ends
      .filter((t) => decided.get(idOf(t))!.verdict === 'attack')
      .toSorted((x, y) => weakness(x) - weakness(y))[0] ?? null;
  function weakness(t: (typeof ends)[number]): number {
    return decided.get(idOf(t))!.weakest?.length ?? 0;
  }
  const { shown } = useWitness(desk, a, target ?? ends[0]!, null);
  const name = profileName(desk.book, a, lang);
  const steps = useMemo(
    () =>
      target === null || typeof shown === 'string'
        ? null
        : attackDrawing(subjectOf(idOf(target), shown, name), { lang }).steps,
    [shown, lang, name],
  );
  if (target === null || steps === null || typeof shown === 'string') return null;
  return (
    <section>
      <h3>
        {say(words.example, state)} {nameOf(target, lang)}
      </h3>
      <p class="muted">
        {name} · {attackerText(shown.path.capabilities, lang)}
      </p>
      <ol>
        {steps.map(({ n, sentence }) => (
          <li key={n}>{sentence}</li>
        ))}
      </ol>
      <button
        type="button"
        class="primary"
        onClick={() => change({ target: idOf(target), side: 'a', view: 'attack', frame: 1 })}
      >
        {say(words.stepThrough, state)}
      </button>
    </section>
  );
}
