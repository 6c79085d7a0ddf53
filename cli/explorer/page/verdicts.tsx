// The centre: every goal and threat with its verdict in each configuration, and how far the verdicts reach.

import { useRef } from 'preact/hooks';
import { contradictionOf, defaultScenario } from '../../../model/scenario.js';
import { idOf, type Target, targets, type Verdict } from '../../../properties/verdicts/judge.js';
import { mayDiffer } from '../../../properties/verdicts/unmodelled.js';
import { toldVerdict } from '../../../properties/verdicts/witness.js';
import {
  nameOf,
  reachText,
  unmodelledNote,
  verdictSigns,
  verdictWords,
  worldTakenText,
} from '../../profiles/words.js';
import { type Configuration, profileOf } from '../configuration.js';
import { type Decided, keyOf } from '../decide.js';
import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import { attackerText } from './attack.js';
import { Bounds } from './bounds.js';
import { type Desk, goTo, say, type ViewProps } from './desk.js';
import { type Replays, useReplays } from './replays.js';
import { words } from './words.js';
import { type Lang, pick } from '../../i18n.js';
import type { PageState } from '../address.js';
import type { Ground } from '../../../properties/verdicts/ground.js';
import { pairsSearched } from '../pairs.js';

interface Column {
  readonly side: 'a' | 'b';
  readonly c: Configuration;
  readonly decided: ReadonlyMap<string, Decided>;
  readonly replays: Replays;
  /** What was decided before the last change of this configuration. */
  readonly before: ReadonlyMap<string, Decided> | null;
}

const toldOf = ({ decided, replays }: Column, id: string): Verdict =>
  toldVerdict(decided.get(id)!.verdict, replays.get(id) ?? null);

/** The verdict before the last change, where it was another. */
function wasOf({ decided, before }: Column, id: string): Verdict | null {
  const was = before?.get(id)?.verdict ?? null;
  return was === decided.get(id)!.verdict ? null : was;
}

export function Verdicts({ desk, state, change }: ViewProps) {
  const { decisions } = desk;
  const [forA, forB] = [useReplays(desk, state.a), useReplays(desk, state.b)];
  const [beforeA, beforeB] = useBefore(desk, state);
  const columns: readonly Column[] = [
    { side: 'a', c: state.a, decided: decisions.of(state.a), replays: forA, before: beforeA },
    ...(state.b === null
      ? []
      : [{ side: 'b' as const, c: state.b, decided: decisions.of(state.b), replays: forB, before: beforeB }]),
  ];
  const groups = [
    { title: say(words.goals, state), of: targets.filter((t) => 'goal' in t) },
    { title: say(words.threats, state), of: targets.filter((t) => 'threat' in t) },
  ];
  const open = (target: Target, side: 'a' | 'b') => {
    const { verdict } = columns.find((column) => column.side === side)!.decided.get(idOf(target))!;
    // An attack is seen first; where there is none, what stops it.
    const isOpen = verdict === 'attack' || verdict === 'depends';
    const view =
      isOpen && state.view === 'why' ? 'attack' : !isOpen && state.view === 'attack' ? 'why' : state.view;
    change({ target: idOf(target), side, path: null, frame: 1, view });
    // Where the parts stand one under the other, what was asked for is far below.
    if (matchMedia('(max-width: 1000px)').matches) setTimeout(() => goTo('detail'));
  };
  return (
    <section class="verdicts" id="verdicts" tabIndex={-1} aria-label={say(words.verdicts, state)}>
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
                        most={column.decided.get(id)!.most}
                        weakest={column.decided.get(id)!.weakest}
                        isByAssumption={column.decided.get(id)!.isByAssumption}
                        mayDiffer={mayDiffer(profileOf(desk.book, column.c), told[i]!)}
                        isSeen={column.replays.get(id) === true}
                        cell={`${id}, ${column.side.toUpperCase()}`}
                        isChosen={state.target === id && state.side === column.side}
                        label={columns.length === 1 ? id : `${id}, ${column.side.toUpperCase()}`}
                        was={wasOf(column, id)}
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
  readonly most: number | null;
  readonly weakest: readonly CapabilityId[] | null;
  readonly isByAssumption: boolean;
  readonly mayDiffer?: boolean;
  readonly isSeen: boolean;
  readonly isChosen: boolean;
  /** The verdict before the last change, where it was another. */
  readonly was: Verdict | null;
  /** Goal or threat, and side. */
  readonly cell: string;
  readonly label: string;
  readonly lang: Lang;
  readonly onClick: () => void;
}
function VerdictButton({
  was,
  verdict,
  most,
  weakest,
  isByAssumption,
  mayDiffer: isOpenToChange = false,
  isSeen,
  isChosen,
  cell,
  label,
  lang,
  onClick,
}: VerdictButtonProps) {
  const word = say(verdictWords[verdict], { lang });
  const isOpen = verdict === 'attack' || verdict === 'depends';
  return (
    <button
      type="button"
      class={`verdict ${verdictClass[verdict]}${isOpen && weakest !== null ? ` takes-${Math.min(weakest.length, 2)}` : ''}`}
      data-cell={cell}
      data-verdict={verdict}
      aria-pressed={isChosen}
      title={
        isByAssumption
          ? say(words.byAssumptionTitle, { lang })
          : isSeen
            ? say(words.seenTitle, { lang })
            : undefined
      }
      onClick={onClick}
    >
      <span class="visually-hidden">{label}: </span>
      <span class="sign" aria-hidden="true">
        {verdictSigns[verdict]}
      </span>{' '}
      {word}
      {isOpen && weakest !== null && (
        <span class="by" title={attackerText(weakest, lang)}>
          {weakest.length === 0 ? say(words.anyone, { lang }) : weakest.join(' + ')}
        </span>
      )}
      {verdict === 'no-attack-within-bounds' && <span class="reach"> {reachText(most, lang)}</span>}
      {isByAssumption && <span class="assumed">{say(words.byAssumption, { lang })}</span>}
      {isOpenToChange && (
        <span class="assumed" title={pick(unmodelledNote, lang)}>
          {say(words.mayDiffer, { lang })}
        </span>
      )}
      {was !== null && (
        <span class="was">
          {say(words.was, { lang })} {verdictSigns[was]} {say(verdictWords[was], { lang })}
        </span>
      )}
    </button>
  );
}

interface AboutProps {
  readonly desk: Desk;
  readonly column: Column;
  readonly isOne: boolean;
  readonly lang: Lang;
}

type Answers = ReadonlyMap<string, Decided>;

/** What was decided before the last change of each configuration; null: nothing, or the two were only swapped. */
function useBefore({ decisions }: Desk, { a, b }: PageState): readonly [Answers | null, Answers | null] {
  const seen = useRef({
    a,
    b,
    before: [null, null] as readonly [Configuration | null, Configuration | null],
  });
  const last = seen.current;
  if (last.a !== a || last.b !== b) {
    const isSwap = b !== null && last.b !== null && keyOf(a) === keyOf(last.b) && keyOf(b) === keyOf(last.a);
    const changed = (was: Configuration | null, is: Configuration | null, before: Configuration | null) =>
      was !== null && is !== null && keyOf(was) === keyOf(is) ? before : is === null ? null : was;
    const before: typeof last.before = isSwap
      ? [null, null]
      : [changed(last.a, a, last.before[0]), changed(last.b, b, last.before[1])];
    seen.current = { a, b, before };
  }
  const [forA, forB] = seen.current.before;
  return [forA && decisions.of(forA), forB && decisions.of(forB)];
}

/** What must be known before any verdict is read. */
function Notices({ desk, column, isOne, lang }: AboutProps) {
  const { c, decided, side } = column;
  const { stated } = desk.book.worlds[c.world]!;
  const contradiction = contradictionOf(stated, profileOf(desk.book, c).on);
  const isVacuous = [...decided.values()].some(({ verdict }) => verdict === 'vacuous');
  const head = isOne ? '' : `${side.toUpperCase()}: `;
  return (
    <>
      {contradiction !== null && (
        <p class="notice" role="alert">
          {head}
          {say(words.contradiction, { lang })}:{' '}
          {worldTakenText(contradiction.switch, { ...defaultScenario, ...stated }, lang)}
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
  const head = isOne ? '' : `${side.toUpperCase()}: `;
  return (
    <div class="footing">
      <p data-replayed={seen} data-attacks={attacks.length}>
        {head}
        {lang === 'en'
          ? `${seen} of ${attacks.length} ${say(words.replayed, { lang })}`
          : `${attacks.length}件中${seen}${say(words.replayed, { lang })}`}
      </p>
      <PairsNote ground={desk.decisions.groundOf(c)} c={c} lang={lang} />
      <Bounds ground={desk.decisions.groundOf(c)} lang={lang} head={head} />
    </div>
  );
}

/** What the chosen capabilities could do together, and how much of that was looked at. */
function PairsNote({
  ground,
  c,
  lang,
}: {
  readonly ground: Ground;
  readonly c: Configuration;
  readonly lang: Lang;
}) {
  const { together, all } = pairsSearched(ground, c.attacker);
  if (all === 0) return null;
  return (
    <p>
      {say(words.pairs, { lang })} {together} / {all}
    </p>
  );
}
