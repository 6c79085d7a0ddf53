// The attack beside the same moves under a defence, and the check at which the two runs part.

import { useMemo } from 'preact/hooks';
import { idsOf } from '../../../attacks/search/conditions.js';
import { measures } from '../../../model/measures.js';
import { twinDrawing } from '../../../properties/drawings/compose.js';
import type { Defence } from '../../../properties/drawings/defence.js';
import { twinText } from '../../../properties/drawings/formats/text.js';
import { CliError } from '../../errors.js';
import { idOf, judge } from '../../../properties/verdicts/judge.js';
import { nearestPaths } from '../../../properties/verdicts/roles.js';
import type { Witness } from '../../../properties/verdicts/witness.js';
import { replay } from '../../../attacks/search/replay.js';
import { type Configuration, withMeasure } from '../configuration.js';
import { profileName, subjectOf } from './attack.js';
import { type DetailProps, say } from './desk.js';
import { ErrorText } from './errorText.js';
import { TwinSteps } from './twinSteps.js';
import './twin.css';
import { useWitness } from './useWitness.js';
import { measureText } from './measureText.js';
import { words } from './words.js';

export function TwinView(props: DetailProps) {
  const { desk, state, change, target, configuration } = props;
  const { shown } = useWitness(desk, configuration, target, state.path);
  const other = state.side === 'b' ? state.a : state.b;
  const byDefault = other === null ? 'auto' : 'other';
  const choice = state.defence === 'other' && other === null ? byDefault : (state.defence ?? byDefault);
  const ground = desk.decisions.groundOf(configuration);
  const isOpen = judge(ground, target).open > 0;
  const near = useMemo(() => (isOpen ? null : nearest(props)), [isOpen, configuration, idOf(target)]);
  const witness = isOpen ? (typeof shown === 'string' ? null : shown) : near;
  const name = profileName(desk.book, configuration, state.lang);
  const result = useMemo(() => {
    if (witness === null) return null;
    const subject = subjectOf(idOf(target), witness, name);
    const defence = isOpen ? defenceOf(props, choice, other, witness) : asDefence(name, configuration.on);
    try {
      return { twin: twinDrawing(subject, { lang: state.lang }, defence) };
    } catch (error) {
      if (error instanceof CliError) return { error };
      throw error;
    }
  }, [witness, choice, other, state.lang, name]);
  if (isOpen && shown === 'looking') return <p role="status">{say(words.looking, state)}</p>;
  if (result === null) return <p>{say(isOpen ? words.noTrace : words.nowhere, state)}</p>;
  return (
    <>
      {isOpen && (
        <label class="paths">
          {say(words.defence, state)}
          <select
            value={choice}
            onChange={(e) => {
              const { value } = e.currentTarget;
              change({
                defence:
                  value === 'auto' || value === 'other' ? value : measures.find((m) => m.id === value)!.id,
              });
            }}
          >
            <option value="auto">{say(words.defenceAuto, state)}</option>
            {other !== null && <option value="other">{say(words.defenceOther, state)}</option>}
            {measures.map((m) => (
              <option key={m.id} value={m.id}>
                {measureText(m.id, state.lang)}
              </option>
            ))}
          </select>
        </label>
      )}
      {isOpen && choice === 'other' && isMoreThanChecks(other!, configuration) && (
        <p class="muted">{say(words.otherPartly, state)}</p>
      )}
      {'error' in result ? (
        <ErrorText error={result.error!} lang={state.lang} />
      ) : (
        <>
          <TwinSteps
            twin={result.twin!}
            lang={state.lang}
            step={state.frame}
            onStep={(frame) => change({ frame })}
          />
          <details class="in-words">
            <summary>{say(words.wholeText, state)}</summary>
            <pre>{twinText(result.twin!)}</pre>
          </details>
        </>
      )}
    </>
  );
}

/** Whether the other configuration differs in what a defence cannot show. */
const isMoreThanChecks = (other: Configuration, c: Configuration): boolean =>
  other.unknown !== 0n || other.attacker !== c.attacker || other.world !== c.world;

const asDefence = (name: string, on: bigint): Defence => ({ name, on: new Set(idsOf(on)) });

function defenceOf(
  { desk, state }: DetailProps,
  choice: string,
  other: Configuration | null,
  witness: Witness,
): Defence | null {
  if (choice === 'other' && other !== null)
    return asDefence(profileName(desk.book, other, state.lang), other.on);
  const measure = measures.find(({ id }) => id === choice);
  if (measure === undefined) return null;
  const base = { on: witness.configuration, unknown: 0n, attacker: 0n, world: 0 };
  return asDefence(measure.id, withMeasure(base, measure, true).on);
}

/** Where nothing is open: the nearest path, run with the settings that stop it turned over. */
function nearest({ desk, target, configuration }: DetailProps): Witness | null {
  const ground = desk.decisions.groundOf(configuration);
  for (const { path, on } of nearestPaths(ground, target)) {
    const run = replay(path.moves, path.goal, {
      scenario: path.scenario,
      on: new Set(idsOf(on)),
      capabilities: new Set(path.capabilities),
    });
    if ('attack' in run) return { attack: run.attack, path, configuration: on };
  }
  return null;
}
