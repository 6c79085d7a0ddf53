// Why there is an attack and what would stop it; or what stops it, and what would let it in again.

import { useEffect, useState } from 'preact/hooks';
import type { SwitchId } from '../../../model/switches.js';
import { type Explanation, explain } from '../../../properties/verdicts/explain.js';
import { type Hardened, harden } from '../../../properties/verdicts/harden.js';
import { idOf, judge, type Verdict } from '../../../properties/verdicts/judge.js';
import {
  explainWords,
  hardenWords,
  partyWords,
  roleWords,
  verdictText,
  worldTakenText,
} from '../../profiles/words.js';
import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import type { Path } from '../../../attacks/paths.js';
import { switchesOf } from '../../../properties/drawings/defence.js';
import { messageName } from '../../i18n.js';
import { capabilityBits } from '../bits.js';
import { contradictionOf, defaultScenario } from '../../../model/scenario.js';
import { profileOf, withSetting } from '../configuration.js';
import { keyOf } from '../decide.js';
import { attackerText } from './attack.js';
import { type DetailProps, say } from './desk.js';
import { measureText } from './measureText.js';
import { words } from './words.js';

export function WhyView(props: DetailProps) {
  const { desk, target, configuration } = props;
  const { stated } = desk.book.worlds[configuration.world]!;
  const contradiction = contradictionOf(stated, profileOf(desk.book, configuration).on);
  // What contradicts itself is no defence.
  if (contradiction !== null)
    return (
      <p class="notice">
        {say(words.contradiction, props.state)}:{' '}
        {worldTakenText(contradiction.switch, { ...defaultScenario, ...stated }, props.state.lang)}
      </p>
    );
  const { verdict, open, candidates } = judge(desk.decisions.groundOf(configuration), target);
  const all = [...candidates()];
  const first = all.find(({ path }) => path.id === props.state.path) ?? all[0];
  return (
    <>
      {first !== undefined && <Needs path={first.path} {...props} />}
      {open > 0 && <Additions {...props} />}
      {verdict !== 'attack' && <Stops {...props} />}
    </>
  );
}

const List = ({ ids }: { readonly ids: readonly string[] }) => (
  <>
    {ids.map((id, i) => (
      <span key={id}>
        {i > 0 && ', '}
        <code>{id}</code>
      </span>
    ))}
  </>
);

function Needs({ path, state }: DetailProps & { readonly path: Path }) {
  return (
    <section>
      <h3>{say(words.needs, state)}</h3>
      <dl class="needs">
        <dt>{say(words.capabilities, state)}</dt>
        <dd>{attackerText(path.capabilities, state.lang)}</dd>
        <dt>{say(words.absent, state)}</dt>
        <dd>{path.absent.length === 0 ? '—' : <List ids={path.absent} />}</dd>
        <dt>{say(words.present, state)}</dt>
        <dd>{path.present.length === 0 ? '—' : <List ids={path.present} />}</dd>
      </dl>
    </section>
  );
}

/** Work that takes more than a frame is begun once the page has been drawn; what is out of date is not shown. */
function useWork<T>(key: string, work: () => T | Promise<T>): T | null {
  const [state, setState] = useState<{ readonly key: string; readonly value: T } | null>(null);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      const value = await work();
      if (!isOver) setState({ key, value });
    }, 30);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key]);
  return state?.key === key ? state.value : null;
}

const free = { costs: new Map<string, number>(), otherwise: 1, unavailable: [] };
const mostSets = 12;

function Additions({ desk, state, target, configuration, set }: DetailProps) {
  const [by, setBy] = useState<'measures' | 'switches'>('measures');
  const key = [keyOf(configuration), idOf(target), by].join(' ');
  const found = useWork<Hardened>(key, () =>
    harden(desk.decisions.groundOf(configuration), [target], by, free),
  );
  const apply = (ids: readonly string[]) => set((c) => withSetting(c, switchesOf(ids), true));
  const without = (ids: readonly CapabilityId[]) =>
    set((c) => ({ ...c, attacker: c.attacker & ~capabilityBits(ids) }));
  return (
    <section>
      <h3>{say(words.additions, state)}</h3>
      <fieldset class="choice" aria-label={say(words.additions, state)}>
        {(['measures', 'switches'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            class="small"
            aria-pressed={by === kind}
            onClick={() => setBy(kind)}
          >
            {say(kind === 'measures' ? words.additionsBy : words.additionsBySwitch, state)}
          </button>
        ))}
      </fieldset>
      {found === null ? (
        <p role="status">{say(words.working, state)}</p>
      ) : found.sets.length === 0 ? (
        <>
          <p>{say(words.noAdditions, state)}</p>
          {found.untouchable.length > 0 && (
            <>
              <p>{say(words.untouchable, state)}</p>
              <ul class="sets">
                {attackersOf(found.untouchable).map((ids) => (
                  <li key={ids.join(' ')}>
                    <button type="button" class="small" onClick={() => without(ids)}>
                      {say(words.withoutAttacker, state)}
                    </button>{' '}
                    {attackerText(ids, state.lang)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <ul class="sets">
          {found.sets.slice(0, mostSets).map(({ ids, verdicts, leavesOut }) => (
            <li key={ids.join(' ')}>
              <button type="button" class="small" onClick={() => apply(ids)}>
                {say(words.apply, state)}
              </button>{' '}
              {ids.map((id) => (by === 'measures' ? measureText(id, state.lang) : id)).join(' + ')}{' '}
              <span class="muted">→ {verdictText(verdicts[0] as Verdict, state.lang)}</span>
              {leavesOut.length > 0 && (
                <span class="assumed">
                  {' '}
                  {say(hardenWords.leavesOut, state)} {leavesOut.map(({ world }) => world.name).join(', ')}
                </span>
              )}
            </li>
          ))}
          {(found.isCut || found.sets.length > mostSets) && (
            <li class="muted">{say(words.moreSets, state)}</li>
          )}
        </ul>
      )}
    </section>
  );
}

/** The attackers that some paths take, each once. */
const attackersOf = (paths: readonly Path[]): readonly (readonly CapabilityId[])[] => [
  ...new Map(paths.map(({ capabilities }) => [capabilities.join(' '), capabilities] as const)).values(),
];

const mostStopped = 30;

function Stops({ desk, state, target, configuration, set }: DetailProps) {
  const key = [keyOf(configuration), idOf(target)].join(' ');
  const found = useWork<Explanation>(key, () => explain(desk.decisions.groundOf(configuration), target));
  if (found === null) return <p role="status">{say(words.working, state)}</p>;
  if (found.stopped.length === 0) return <p>{say(words.nowhere, state)}</p>;
  const turnOver = (off: readonly SwitchId[], on: readonly SwitchId[]) =>
    set((c) => withSetting(withSetting(c, off, false), on, true));
  const { lang } = state;
  return (
    <>
      <section>
        <h3>{say(words.reopen, state)}</h3>
        <ul class="sets">
          {found.reopenings.slice(0, mostStopped).map(({ turnOff, turnOn, path }) => (
            <li key={[...turnOff, '/', ...turnOn].join(' ')}>
              <button type="button" class="small" onClick={() => turnOver(turnOff, turnOn)}>
                {say(words.tryIt, state)}
              </button>{' '}
              {turnOff.length > 0 && (
                <>
                  {say(words.turnOff, state)} <List ids={turnOff} />
                </>
              )}
              {turnOff.length > 0 && turnOn.length > 0 && '; '}
              {turnOn.length > 0 && (
                <>
                  {say(words.turnOn, state)} <List ids={turnOn} />
                </>
              )}{' '}
              <span class="muted">
                ({attackerText(path.capabilities, lang)}, {path.steps} {say(words.steps, state)})
              </span>
            </li>
          ))}
          {found.reopenings.length > mostStopped && <li class="muted">{say(words.moreSets, state)}</li>}
        </ul>
      </section>
      <section>
        <h3>{say(explainWords.stops, state)}</h3>
        <ul class="stopped">
          {found.stopped.slice(0, mostStopped).map(({ path, stops }) => (
            <li key={path.id}>
              <p>
                {attackerText(path.capabilities, lang)} <span class="muted">({path.id})</span>
              </p>
              <ul>
                {stops.map((stop) => (
                  <li key={stop.switch}>
                    <code>{stop.switch}</code> — {say(partyWords[stop.party], state)}
                    {stop.basis !== 'derived' && (
                      <span class="assumed"> {say(explainWords[stop.basis], state)}</span>
                    )}
                    {!stop.isOn && <> ({say(explainWords.needed, state)})</>}
                    {stop.at.map(({ step, message }) => (
                      <span key={step} class="muted">
                        {' '}
                        · {say(words.atStep, state)} {step} ({messageName(message, lang)})
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      {found.measures.length > 0 && (
        <section>
          <h3>{say(words.roles, state)}</h3>
          <ul class="roles">
            {found.measures.map(({ id, role }) => (
              <li key={id} class={role}>
                {measureText(id, lang)} — {say(roleWords[role], state)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
