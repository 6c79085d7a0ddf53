// The attack as it runs in this very configuration, step by step.

import { useMemo } from 'preact/hooks';
import { idsOf } from '../../../attacks/search/conditions.js';
import { attackDrawing } from '../../../properties/drawings/compose.js';
import type { Subject } from '../../../properties/drawings/subject.js';
import { capabilityName } from '../../../properties/drawings/tell/learnings.js';
import type { Lang } from '../../i18n.js';
import { type Candidate, idOf, judge } from '../../../properties/verdicts/judge.js';
import { verdictText } from '../../profiles/words.js';
import { traceOf } from '../../../properties/traces/traceText.js';
import type { Path } from '../../../attacks/paths.js';
import type { Witness } from '../../../properties/verdicts/witness.js';
import { type Configuration, presetOf } from '../configuration.js';
import type { Book } from '../book.js';
import { type DetailProps, say } from './desk.js';
import { save } from './save.js';
import { Sequence } from './sequence.js';
import { useWitness } from './useWitness.js';
import { words } from './words.js';

export const attackerText = (capabilities: readonly string[], lang: Lang): string =>
  capabilities.map((c) => capabilityName(c, lang)).join(' + ') || say(words.ordinary, { lang });

/** The moves of a trace that ran, by name. */
const movesOf = ({ attack }: Witness): readonly string[] =>
  attack.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);

/** A trace that ran, as what drawings are of. */
export const subjectOf = (id: string, witness: Witness, profile: string): Subject => ({
  id,
  goal: witness.path.goal,
  profile,
  setting: {
    scenario: witness.path.scenario,
    on: new Set(idsOf(witness.configuration)),
    capabilities: new Set(witness.path.capabilities),
  },
  moves: movesOf(witness),
  defences: [],
});

export const profileName = (book: Book, c: Configuration, lang: Lang): string =>
  presetOf(book, c)?.name ?? say(words.ownConfiguration, { lang });

export function AttackView(props: DetailProps) {
  const { desk, state, change, target, configuration } = props;
  const pathId = state.path;
  const { shown, open } = useWitness(desk, configuration, target, pathId);
  const name = profileName(desk.book, configuration, state.lang);
  const diagram = useMemo(
    () =>
      typeof shown === 'string'
        ? null
        : attackDrawing(subjectOf(idOf(target), shown, name), { lang: state.lang }),
    [shown, state.lang, idOf(target), name],
  );
  if (shown === 'none')
    return (
      <div class="nothing">
        <p>{say(words.noAttackHere, state)}</p>
        <button type="button" class="primary" onClick={() => change({ view: 'why' })}>
          {say(words.seeWhy, state)}
        </button>
      </div>
    );
  return (
    <>
      {open.length > 1 && (
        <PathChoice
          open={open}
          chosen={typeof shown === 'string' ? pathId : shown.path.id}
          lang={state.lang}
          onChoose={(path) => change({ path, frame: 1 })}
        />
      )}
      {shown === 'looking' && <p role="status">{say(words.looking, state)}</p>}
      {shown === 'unseen' && (
        <p class="notice">{say(pathId === null ? words.noTrace : words.thisPathDidNotRun, state)}</p>
      )}
      {diagram !== null && typeof shown !== 'string' && (
        <>
          <Provenance witness={shown} {...props} name={name} />
          <Sequence
            diagram={diagram}
            lang={state.lang}
            frame={state.frame}
            onFrame={(frame) => change({ frame })}
          />
        </>
      )}
    </>
  );
}

/** By whom, and how it is known that it runs. */
function Provenance({
  desk,
  state,
  target,
  configuration,
  witness,
  name,
}: DetailProps & { readonly witness: Witness; readonly name: string }) {
  const settled = idsOf(witness.configuration & configuration.unknown);
  const left = idsOf(
    configuration.unknown & ~witness.configuration & (witness.path.cube.off | witness.path.cube.on),
  );
  const dependences = judge(desk.decisions.groundOf(configuration), target).dependsOn();
  return (
    <div class="provenance">
      <p>
        <strong>{attackerText(witness.path.capabilities, state.lang)}</strong> · {say(words.ownTrace, state)}{' '}
        <button
          type="button"
          class="small"
          onClick={() => save(`${idOf(target)}.json`, traceOf(witness, name))}
        >
          {say(words.saveTrace, state)}
        </button>
      </p>
      {settled.length + left.length > 0 && (
        <p class="muted">
          {say(words.withUnknown, state)}{' '}
          {[
            ...settled.map((id) => `${id}: ${say(words.on, state)}`),
            ...left.map((id) => `${id}: ${say(words.off, state)}`),
          ].join(', ')}
        </p>
      )}
      {dependences.length > 0 && (
        <details>
          <summary>{say(words.dependsOn, state)}</summary>
          <ul>
            {dependences.map((d) => (
              <li key={d.switch}>
                <code>{d.switch}</code> — {say(words.on, state)}: {verdictText(d.ifOn, state.lang)},{' '}
                {say(words.off, state)}: {verdictText(d.ifOff, state.lang)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What tells a path from the others: length, attacker, goal, and the checks that it needs absent. */
function pathLabel(path: Path, lang: Lang): string {
  const absent = path.absent.join(', ');
  const without = absent.length > 90 ? `${absent.slice(0, 90)}…` : absent;
  return [
    `${path.steps} ${say(words.steps, { lang })}: ${attackerText(path.capabilities, lang)} — ${path.goal}`,
    ...(without === '' ? [] : [`${say(words.absent, { lang })}: ${without}`]),
  ].join(' — ');
}

/** The paths in a list are as many as a reader goes through. */
const mostListed = 200;

interface PathChoiceProps {
  readonly open: readonly Candidate[];
  readonly chosen: string | null;
  readonly lang: Lang;
  readonly onChoose: (id: string) => void;
}
function PathChoice({ open, chosen, lang, onChoose }: PathChoiceProps) {
  const listed = open.slice(0, mostListed);
  const count =
    lang === 'en'
      ? `${open.length} ${say(words.openPaths, { lang })}`
      : `${open.length}${say(words.openPaths, { lang })}`;
  return (
    <label class="paths">
      {say(words.path, { lang })} ({count})
      <select value={chosen ?? listed[0]!.path.id} onChange={(e) => onChoose(e.currentTarget.value)}>
        {listed.map(({ path }) => (
          <option key={path.id} value={path.id}>
            {pathLabel(path, lang)}
          </option>
        ))}
      </select>
    </label>
  );
}
