// Which defence a twin shows: the one asked for, or the smallest known one, or the first that stops this very attack.

import { retell, type Told } from '../../attacks/search/retell.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { measures } from '../../model/measures.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { Problem, EXIT, unknown } from '../input/problem.js';
import { renamedHint } from '../profiles/renamed.js';
import type { Subject } from './subject.js';
import { type Cause, causeOf } from './twin.js';

export interface Defence {
  /** Measures or switches, or a profile. */
  readonly name: string;
  readonly on: ReadonlySet<SwitchId>;
}
export interface Defended {
  readonly defence: Defence;
  readonly told: Told;
  readonly cause: Cause;
}

/** The switches of measures and single switches, by their ids. */
export function switchesOf(ids: readonly string[]): readonly SwitchId[] {
  return ids.flatMap((id) => {
    const measure = measures.find((m) => m.id === id);
    if (measure !== undefined) return measure.switches as readonly SwitchId[];
    const single = switches.find((s) => s.id === id);
    if (single === undefined)
      throw unknown(
        'measure or switch',
        id,
        [...measures.map((m) => m.id), ...switches.map((s) => s.id)],
        EXIT.usage,
        renamedHint(id),
      );
    return [single.id];
  });
}

const plus = (subject: Subject, ids: readonly string[]): Defence => ({
  name: ids.join(' + '),
  on: new Set([...subject.setting.on, ...switchesOf(ids)]),
});

/** Whether the honest run does not finish under it: such a defence stops everything, and says nothing. */
function isVacuous(subject: Subject, { on }: Defence): boolean {
  const bits = bitsOf([...on]);
  return honestRun(subject.setting.scenario).vacuous.some((f) => holdsAt(f, bits));
}

function tryDefence(subject: Subject, attack: Told, defence: Defence): Defended | null {
  if (isVacuous(subject, defence)) return null;
  const told = retell(subject.moves, { ...subject.setting, on: defence.on });
  const cause = causeOf(told, attack, subject.goal);
  return cause === null ? null : { defence, told, cause };
}

/** Checks that a machine makes teach more than switches that rule a thing out by definition. */
const ranks = { refused: 0, kept: 1, ruledOut: 2, missed: 3 } as const;
const rank = ({ cause }: Defended): number => ranks[cause.how];

/** A defence and the run under it. Throws where the given one does not stop the attack, or none is found. */
export function defend(subject: Subject, attack: Told, given: Defence | null): Defended {
  if (given !== null) {
    if (isVacuous(subject, given))
      throw new Problem(EXIT.vacuous, `the honest run does not finish under ${given.name}`, {
        why: 'what stops every customer too is no defence',
        fix: 'leave the defence out and the smallest one is chosen',
      });
    const found = tryDefence(subject, attack, given);
    if (found !== null) return found;
    throw new Problem(EXIT.attack, `${subject.id} is not stopped under ${given.name}`, {
      why: 'the attack runs through in this configuration',
      fix: 'leave the defence out and the smallest one is chosen',
    });
  }
  const known = subject.defences.map((ids) => plus(subject, ids));
  const single = measures.map(({ id }) => plus(subject, [id]));
  const bySwitch = switches.map(({ id }) => plus(subject, [id]));
  for (const options of [known, single, bySwitch]) {
    const found = options
      .flatMap((d) => tryDefence(subject, attack, d) ?? [])
      .toSorted((a, b) => rank(a) - rank(b));
    if (found[0] !== undefined) return found[0];
  }
  throw new Problem(EXIT.attack, `no single measure or switch stops ${subject.id}`, {
    fix: 'name several with --with, or a profile with --profile',
  });
}
