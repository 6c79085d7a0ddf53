// The centre: every goal and threat with its verdict in each configuration, and how far the verdicts reach.

import { measures } from '../../../model/measures.js';
import { contradictionOf } from '../../../model/scenario.js';
import { scenarioText } from '../../draw/compose.js';
import { idOf, type Target, targets, type Verdict } from '../../profiles/judge.js';
import { nameOf, verdictSigns, verdictWords } from '../../profiles/words.js';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { type Configuration, profileOf } from '../configuration.js';
import type { Decided } from '../decide.js';
import { type Desk, say, type ViewProps } from './desk.js';
import { type Replays, useReplays } from './replays.js';
import { words } from './words.js';
import type { Lang } from '../../i18n.js';

interface Column {
  readonly side: 'a' | 'b';
  readonly c: Configuration;
  readonly decided: ReadonlyMap<string, Decided>;
  readonly replays: Replays;
}

/** What is told: an attack whose replay failed is none. */
const toldOf = ({ decided, replays }: Column, id: string): Verdict =>
  replays.get(id) === false ? 'inconclusive' : decided.get(id)!.verdict;

export function Verdicts({ desk, state, change }: ViewProps) {
  const { decisions } = desk;
  const [forA, forB] = [useReplays(desk, state.a), useReplays(desk, state.b)];
  const columns: readonly Column[] = [
    { side: 'a', c: state.a, decided: decisions.of(state.a), replays: forA },
    ...(state.b === null
      ? []
      : [{ side: 'b' as const, c: state.b, decided: decisions.of(state.b), replays: forB }]),
  ];
  const groups = [
    { title: say(words.goals, state), of: targets.filter((t) => 'goal' in t) },
    { title: say(words.threats, state), of: targets.filter((t) => 'threat' in t) },
  ];
  const open = (target: Target, side: 'a' | 'b') =>
    change({
      target: idOf(target),
      side,
      frame: 1,
      ...(state.view === 'why' && { view: 'attack' as const }),
    });
  return (
    <section class="verdicts" id="verdicts" aria-label={say(words.verdicts, state)}>
      {columns.map((column) => (
        <Notices
          key={column.side}
          desk={desk}
          column={column}
          isOne={columns.length === 1}
          lang={state.lang}
        />
      ))}
      {groups.map(({ title, of }) => (
        <table key={title}>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              {columns.map(({ side }) => (
                <th scope="col" key={side}>
                  {columns.length === 1 ? say(words.verdicts, state) : side.toUpperCase()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.map((target) => {
              const id = idOf(target);
              const told = columns.map((column) => toldOf(column, id));
              const differs = new Set(told).size > 1;
              return (
                <tr key={id} class={`${differs ? 'differs' : ''}${state.target === id ? ' chosen' : ''}`}>
                  <th scope="row">
                    <button
                      type="button"
                      class="target"
                      aria-pressed={state.target === id}
                      onClick={() => open(target, state.side)}
                    >
                      <span class="id">{id}</span>
                      {differs && <span class="differs-mark"> ≠ {say(words.differs, state)}</span>}{' '}
                      <span class="name">{nameOf(target, state.lang)}</span>
                    </button>
                  </th>
                  {columns.map((column, i) => (
                    <td key={column.side}>
                      <VerdictButton
                        verdict={told[i]!}
                        isByAssumption={column.decided.get(id)!.isByAssumption}
                        isSeen={column.replays.get(id) === true}
                        isChosen={state.target === id && state.side === column.side}
                        label={`${id}, ${column.side.toUpperCase()}`}
                        lang={state.lang}
                        onClick={() => open(target, column.side)}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      ))}
      {columns.map((column) => (
        <Footing
          key={column.side}
          desk={desk}
          column={column}
          isOne={columns.length === 1}
          lang={state.lang}
        />
      ))}
    </section>
  );
}

export const verdictClass: Readonly<Record<Verdict, string>> = {
  attack: 'is-attack',
  depends: 'is-open',
  'no-attack-within-bounds': 'is-none',
  inconclusive: 'is-open',
  vacuous: 'is-vacuous',
  'not-applicable': 'is-vacuous',
};

interface VerdictButtonProps {
  readonly verdict: Verdict;
  readonly isByAssumption: boolean;
  readonly isSeen: boolean;
  readonly isChosen: boolean;
  readonly label: string;
  readonly lang: Lang;
  readonly onClick: () => void;
}
function VerdictButton({
  verdict,
  isByAssumption,
  isSeen,
  isChosen,
  label,
  lang,
  onClick,
}: VerdictButtonProps) {
  const word = say(verdictWords[verdict], { lang });
  return (
    <button
      type="button"
      class={`verdict ${verdictClass[verdict]}`}
      data-verdict={verdict}
      aria-pressed={isChosen}
      aria-label={`${label}: ${word}${isByAssumption ? ` ${say(words.byAssumption, { lang })}` : ''}`}
      title={isByAssumption ? say(words.byAssumptionTitle, { lang }) : undefined}
      onClick={onClick}
    >
      <span class="sign" aria-hidden="true">
        {verdictSigns[verdict]}
      </span>{' '}
      {word} {isByAssumption && <span class="assumed">{say(words.byAssumption, { lang })}</span>}
      {isSeen && <span class="seen" aria-hidden="true" />}
    </button>
  );
}

interface AboutProps {
  readonly desk: Desk;
  readonly column: Column;
  readonly isOne: boolean;
  readonly lang: Lang;
}

/** What must be known before any verdict is read. */
function Notices({ desk, column, isOne, lang }: AboutProps) {
  const { c, decided, side } = column;
  const contradiction = contradictionOf(desk.book.worlds[c.world]!.stated, profileOf(desk.book, c).on);
  const isVacuous = [...decided.values()].some(({ verdict }) => verdict === 'vacuous');
  const head = isOne ? '' : `${side.toUpperCase()}: `;
  return (
    <>
      {contradiction !== null && (
        <p class="notice" role="alert">
          {head}
          {say(words.contradiction, { lang })}: <code>{contradiction.switch}</code> — {contradiction.why}
        </p>
      )}
      {isVacuous && (
        <p class="notice" role="alert">
          {head}
          {say(words.vacuous, { lang })}
        </p>
      )}
    </>
  );
}

/** How many attacks were seen to run, and the bounds. */
function Footing({ desk, column, isOne, lang }: AboutProps) {
  const { c, decided, side, replays } = column;
  const attacks = [...decided].filter(([, { verdict }]) => verdict === 'attack' || verdict === 'depends');
  const seen = attacks.filter(([id]) => replays.get(id) === true).length;
  const { worlds } = desk.decisions.groundOf(c);
  const head = isOne ? '' : `${side.toUpperCase()}: `;
  return (
    <div class="footing">
      <p data-replayed={seen} data-attacks={attacks.length}>
        {head}
        {lang === 'en'
          ? `${seen} of ${attacks.length} ${say(words.replayed, { lang })}`
          : `${attacks.length}件中${seen}${say(words.replayed, { lang })}`}
      </p>
      <details>
        <summary>
          {head}
          {say(words.bounds, { lang })}
        </summary>
        <ul>
          {worlds.map((w) => (
            <li key={`${w.name} ${JSON.stringify(w.scenario)}`}>
              <strong>{w.name}</strong>: {scenarioText(w.scenario, lang)};{' '}
              {lang === 'en'
                ? `at most ${w.maxCapabilities} ${say(words.boundsCapabilities, { lang })} ${w.allowed?.length ?? capabilities.length}`
                : `${w.maxCapabilities}${say(words.boundsCapabilities, { lang })}${w.allowed?.length ?? capabilities.length}`}
              ; {say(w.complete ? words.exhausted : words.notExhausted, { lang })}
              {w.allowed !== null && w.allowed.length <= 6 && ` (${w.allowed.join(', ')})`}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** A measure's id with its name, for titles. */
export const measureTitle = (id: string, lang: Lang): string => {
  const measure = measures.find((m) => m.id === id);
  return measure === undefined ? id : `${id} ${say(measure.name, { lang })}`;
};
