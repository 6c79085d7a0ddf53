// One goal or threat in one configuration: its attack, or what stops it, in several views.

import { useEffect } from 'preact/hooks';
import { idOf, judge, type Target } from '../../../properties/verdicts/judge.js';
import { toldVerdict } from '../../../properties/verdicts/witness.js';
import { nameOf, reasonText, verdictSigns, verdictWords } from '../../profiles/words.js';
import { type View, views } from '../address.js';
import { AttackView } from './attack.js';
import { Coverage } from './coverage.js';
import { type DetailProps, say, type ViewProps } from './desk.js';
import { FlowView } from './flow.js';
import { Intro } from './intro.js';
import { Lattice } from './lattice.js';
import { changing, lookedAt, targetOf } from './looked.js';
import { useReplays } from './replays.js';
import { TwinView } from './twin.js';
import { verdictClass } from './verdicts.js';
import { WhyView } from './why.js';
import { words } from './words.js';

const tabs: Readonly<Record<View, keyof typeof words>> = {
  attack: 'tabAttack',
  twin: 'tabTwin',
  why: 'tabWhy',
  coverage: 'tabCoverage',
  lattice: 'tabLattice',
  flow: 'tabFlow',
};

/** What was pressed may be gone with what it changed; the keyboard stays where the reader is. */
const keepFocus = (): void => {
  if (document.activeElement === document.body) document.getElementById('detail')?.focus();
};

export function Detail(props: ViewProps) {
  const target = targetOf(props.state);
  return target === null ? (
    <section class="detail" id="detail" tabIndex={-1}>
      <Intro {...props} />
    </section>
  ) : (
    <Chosen {...props} target={target} />
  );
}

function Chosen(props: ViewProps & { readonly target: Target }) {
  const { desk, state, change, target } = props;
  const configuration = lookedAt(state);
  const { verdict: judged, because } = judge(desk.decisions.groundOf(configuration), target);
  const verdict = toldVerdict(judged, useReplays(desk, configuration).get(idOf(target)) ?? null);
  const detail: DetailProps = {
    ...props,
    configuration,
    set: (how) => {
      change(changing(how));
      setTimeout(keepFocus, 80);
    },
  };
  useEffect(() => {
    if (!state.stage) return;
    const onKey = (e: KeyboardEvent) => {
      if (e.key === 'Escape') change({ stage: false });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [state.stage]);
  const onTabKey = (e: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (by === undefined) return;
    e.preventDefault();
    const next = views[(views.indexOf(state.view) + by + views.length) % views.length]!;
    change({ view: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <section
      class="detail"
      id="detail"
      tabIndex={-1}
      aria-label={`${idOf(target)} ${nameOf(target, state.lang)}`}
    >
      <header>
        <h2>
          <span class="id">{idOf(target)}</span> {nameOf(target, state.lang)}
        </h2>
        <p class={`verdict ${verdictClass[verdict]}`}>
          {state.b !== null && <span class="side">{state.side.toUpperCase()}</span>}
          <span aria-hidden="true">{verdictSigns[verdict]}</span> {say(verdictWords[verdict], state)}
          {because !== null && <span class="muted"> — {reasonText(because, state.lang)}</span>}
        </p>
        <button
          type="button"
          class="small stage-toggle"
          aria-pressed={state.stage}
          onClick={() => change({ stage: !state.stage })}
        >
          {say(words.stage, state)}
        </button>
      </header>
      <div class="tabs" role="tablist" aria-label={say(words.verdicts, state)} onKeyDown={onTabKey}>
        {views.map((view) => (
          <button
            key={view}
            type="button"
            role="tab"
            id={`tab-${view}`}
            aria-selected={state.view === view}
            aria-controls="view"
            tabIndex={state.view === view ? 0 : -1}
            onClick={() => change({ view })}
          >
            {say(words[tabs[view]], state)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="view" aria-labelledby={`tab-${state.view}`} class={`view ${state.view}`}>
        {state.view === 'attack' && <AttackView {...detail} />}
        {state.view === 'twin' && <TwinView {...detail} />}
        {state.view === 'why' && <WhyView {...detail} />}
        {state.view === 'coverage' && (
          <Coverage {...detail} onPath={(path) => change({ view: 'attack', path, frame: 1 })} />
        )}
        {state.view === 'lattice' && <Lattice {...detail} />}
        {state.view === 'flow' && <FlowView {...detail} />}
      </div>
    </section>
  );
}
