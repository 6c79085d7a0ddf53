// A run that was retold, as a sequence diagram.

import { goals, type GoalId } from '../../../attacks/goals.js';
import type { Told, ToldStep } from '../../../attacks/search/retell.js';
import type { GrantContext } from '../../../model/entities/authorizationServer.js';
import type { ClientContext } from '../../../model/entities/client.js';
import { slotOf, type Term } from '../../../model/names.js';
import type { SwitchId } from '../../../model/switches.js';
import type { Component } from '../../../model/world.js';
import { entityName, type Lang, pick } from '../i18n.js';
import {
  type Party,
  type PartyId,
  partyIds,
  type Row,
  type SequenceDiagram,
  type StepTold,
} from '../diagram.js';
import { type Marks, withMarkedSteps } from '../highlight.js';
import { termNamer } from '../terms.js';
import { checksOf } from './checks.js';
import { isAttackerParty, partyOf, StepRows, type Teller, tellerWords } from './context.js';
import { actionName, tellStep } from './step.js';
import { isSeen } from './seen.js';
import { sentenceOf } from './sentence.js';

export interface SequenceOptions {
  readonly lang: Lang;
  readonly title: string;
  readonly subtitle: readonly string[];
  /** The goal that the run is to reach; null for a run of the honest parties. */
  readonly goal: GoalId | null;
  readonly showChecks?: boolean;
  /** Names are taken from this run's end; a run that stopped early may not know yet whose a slot is. */
  readonly namesFrom?: Told;
  /** Why the run stopped, by name. */
  readonly cause?: string;
  /** What to point at. */
  readonly marks?: Marks | undefined;
  /** Parties to show besides those of the run, so that two drawings stand in the same columns. */
  readonly alsoShow?: readonly PartyId[];
}

const alwaysShown: readonly PartyId[] = partyIds.filter((id) => !isAttackerParty(id));

/** Whose a term is in the end. */
const aliceOwns =
  ({ state }: Told) =>
  (term: Term): boolean => {
    const context = state.locals.get(slotOf(term) as Component)?.context;
    if (context === undefined) return false;
    return slotOf(term).startsWith('g')
      ? (context as unknown as GrantContext).owner === 'alice'
      : (context as unknown as ClientContext).agent === 'alice';
  };

export function sequenceOf(told: Told, options: SequenceOptions): SequenceDiagram {
  const { lang } = options;
  const names = options.namesFrom ?? told;
  const { on, capabilities } = told.setting;
  const teller: Teller = {
    ...tellerWords(lang),
    name: termNamer(names.state, lang),
    isOn: (id: SwitchId) => on.has(id),
    has: (id) => capabilities.has(id),
  };
  const isAlices = aliceOwns(names);
  const rows: Row[] = [];
  const steps: StepTold[] = [];
  const tell = (step: ToldStep, isLast: boolean, isRuledOut = false) => {
    const own = new StepRows(step, teller);
    tellStep(own, {
      isAlices,
      showChecks: options.showChecks ?? false,
      isMarked: (check) => options.marks?.isMarked(check, step.n) ?? false,
    });
    if (isRuledOut) own.ruleOut();
    if (isLast && options.goal !== null) {
      const goal = goals.find(({ id }) => id === options.goal)!;
      own.note('attacker', 'goal', teller.word('goalReached'), [pick(goal.name, lang)]);
    }
    rows.push(...own.rows);
    steps.push(stepOf(own));
  };
  const finish = (): SequenceDiagram => ({
    type: 'sequence',
    title: options.title,
    subtitle: options.subtitle,
    lang,
    parties: partiesOf(rows, options.alsoShow ?? [], lang, teller),
    rows: options.marks === undefined ? rows : withMarkedSteps(rows, options.marks, lang),
    steps,
  });
  for (const [i, step] of told.steps.entries()) tell(step, told.halt === null && i === told.steps.length - 1);
  if (told.halt === null && options.cause !== undefined)
    rows.push({
      type: 'note',
      step: told.steps.at(-1)!.n,
      at: 'attacker',
      kind: 'stopped',
      title: teller.word('goalMissed'),
      details: [options.cause],
    });
  if (told.halt !== null) {
    const { attempted, missing, why, n } = told.halt;
    // Where the last step that ran was refused, that is where the attack stops: the next is not worth a try.
    const wasRefused = rows.some((r) => r.step === n - 1 && r.type === 'note' && r.kind === 'refused');
    if (wasRefused && why !== 'ruledOut') {
      rows.push({
        type: 'note',
        step: n - 1,
        at: 'attacker',
        kind: 'stopped',
        title: teller.word('stops'),
        details: [],
      });
      return finish();
    }
    if (why === 'ruledOut' && attempted !== null) tell(attempted, false, true);
    else if (attempted !== null) {
      const own = new StepRows(attempted, teller);
      own.arrow(partyOf(attempted.move.actor), partyOf(attempted.move.to), actionName(own), [], {
        kind: 'refused',
      });
      rows.push(...own.rows);
      steps.push(stepOf(own));
    }
    const details = [
      ...(missing.length > 0 ? [`${teller.word('notKnown')}: ${missing.map(teller.name).join(', ')}`] : []),
      ...(why === 'unoffered' ? [teller.word('cannotHappen')] : []),
      ...(options.cause === undefined ? [] : [options.cause]),
    ];
    rows.push({
      type: 'note',
      step: n,
      at: 'attacker',
      kind: 'stopped',
      title: teller.word('stops'),
      details,
    });
  }
  return finish();
}

function partiesOf(
  rows: readonly Row[],
  also: readonly PartyId[],
  lang: Lang,
  teller: Teller,
): readonly Party[] {
  const used = new Set<PartyId>([...alwaysShown, ...also]);
  for (const row of rows) {
    if (row.type === 'arrow') used.add(row.from).add(row.to);
    if (row.type === 'note') used.add(row.at);
  }
  return partyIds.flatMap((id, i) =>
    used.has(id)
      ? [
          {
            id,
            number: i + 1,
            name: id === 'attackerServer' ? teller.word('attackerServer') : entityName(id, lang),
            isAttacker: isAttackerParty(id),
          },
        ]
      : [],
  );
}

function stepOf(rows: StepRows): StepTold {
  const { step, teller } = rows;
  const { actor, action } = step.move;
  const seen = (term: Term) => isSeen(term, teller.isOn);
  return {
    n: step.n,
    move: `${actor}.${action}`,
    actor: actor === 'clock' ? 'clock' : partyOf(actor),
    isAttackers: actor === 'attacker',
    sentence: sentenceOf(rows, actionName(rows)),
    checks: step.happenings.flatMap((h) => (h.kind === 'event' ? checksOf(h, teller) : [])),
    learns: step.learnt.filter(seen).map(teller.name),
    knows: step.knows.filter(seen).map(teller.name),
  };
}
