// The attack beside the same moves under a defence: where the two runs part, and which check makes them part.

import type { GoalId } from '../../attacks/goals.js';
import type { Told, ToldStep } from '../../attacks/search/retell.js';
import type { SwitchId } from '../../model/switches.js';
import type { Lang } from './i18n.js';
import type { SequenceDiagram, TwinDiagram } from './diagram.js';
import { checksOf, guardName } from './tell/checks.js';
import { capabilityName } from './tell/learnings.js';
import { tellerWords, type Teller } from './tell/context.js';

export interface Cause {
  readonly step: number;
  /**
   * `refused`: a machine's check. `ruledOut`: a switch whose effect is assumed. `kept`: a secret was not to be had.
   * `missed`: every step runs, and the goal is not reached by them.
   */
  readonly how: 'refused' | 'ruledOut' | 'kept' | 'missed';
  /** The guard, where a check refused. */
  readonly guard: string | null;
  readonly switches: readonly SwitchId[];
  readonly capability: string | null;
}

const bareTeller = (told: Told, lang: Lang): Teller => ({
  ...tellerWords(lang),
  name: (term) => term,
  isOn: (id) => told.setting.on.has(id),
  has: (id) => told.setting.capabilities.has(id),
});

/** A refusal within a step, by the first check that turned something away. */
function refusalIn(step: ToldStep, told: Told): Cause | null {
  for (const h of step.happenings) {
    if (h.kind !== 'event') continue;
    const check = checksOf(h, bareTeller(told, 'en')).find((c) => c.result === 'refused');
    if (check === undefined) continue;
    return {
      step: step.n,
      how: 'refused',
      guard: check.guard,
      switches: check.switches as readonly SwitchId[],
      capability: null,
    };
  }
  return null;
}

/** Switches that a step asked and found on, of those that the attack does not have. */
const newlyAsked = (step: ToldStep, attack: Told): readonly SwitchId[] => [
  ...new Set(
    step.happenings.flatMap((h) =>
      h.kind === 'asked' && h.on && !attack.setting.on.has(h.switch) ? [h.switch] : [],
    ),
  ),
];

/** Where every step runs and the goal is not reached all the same; null: it is reached. */
function missedIn(defended: Told, attack: Told, goal: GoalId): Cause | null {
  if (defended.steps.some((step) => step.goals.includes(goal))) return null;
  const reachedAt = attack.steps.find((step) => step.goals.includes(goal))?.n ?? defended.steps.length;
  // The check that makes the difference is asked where the attack reaches the goal, or before.
  const asking = defended.steps
    .filter((step) => step.n <= reachedAt)
    .findLast((step) => newlyAsked(step, attack).length > 0);
  return {
    step: asking?.n ?? reachedAt,
    how: 'missed',
    guard: null,
    switches: asking === undefined ? [] : newlyAsked(asking, attack),
    capability: null,
  };
}

/** Why a run comes to nothing that reaches the goal in the other configuration; null if it reaches it too. */
export function causeOf(defended: Told, attack: Told, goal: GoalId): Cause | null {
  const { halt } = defended;
  if (halt === null) return missedIn(defended, attack, goal);
  const tried = halt.why === 'ruledOut' && halt.attempted !== null ? [halt.attempted] : [];
  for (const step of [...defended.steps, ...tried]) {
    // What the attack meets too is not what parts them.
    const same = attack.steps.find((s) => s.n === step.n);
    const before = same === undefined ? null : refusalIn(same, attack);
    const refusal = refusalIn(step, defended);
    // A check without a switch of its own was brought about by one that was asked before it.
    if (refusal !== null && refusal.guard !== before?.guard)
      return refusal.switches.length > 0 ? refusal : { ...refusal, switches: newlyAsked(step, attack) };
    const lost = step.unlearnt.filter(({ term }) => same?.learnt.includes(term));
    const missed =
      lost.find(({ term }) => halt.missing.includes(term)) ?? (halt.why === 'unknown' ? lost[0] : undefined);
    if (missed !== undefined)
      return {
        step: step.n,
        how: 'kept',
        guard: null,
        switches: missed.because,
        capability: missed.capability,
      };
  }
  const asked = (halt.attempted?.happenings ?? []).flatMap((h) =>
    h.kind === 'asked' && h.on ? [h.switch] : [],
  );
  return { step: halt.n, how: 'ruledOut', guard: null, switches: asked, capability: null };
}

/** The cause in words: the check by its name, and the switches that make it. */
export function causeText(cause: Cause, lang: Lang): string {
  const switches = cause.switches.join(', ');
  if (cause.how === 'refused') {
    const guard = guardName(cause.guard!, lang);
    return switches === '' ? guard : `${guard} [${switches}]`;
  }
  if (cause.how === 'kept')
    return lang === 'en'
      ? `[${switches}] keeps the secret from the attacker (${capabilityName(cause.capability!, lang)})`
      : `[${switches}] により攻撃者は秘密を得られない（${capabilityName(cause.capability!, lang)}）`;
  if (cause.how === 'missed')
    return lang === 'en'
      ? `every step runs, but the goal is not reached${switches === '' ? '' : ` [${switches}]`}`
      : `すべての手順は実行されるが、目標は達成されない${switches === '' ? '' : `［${switches}］`}`;
  if (switches === '')
    return lang === 'en' ? 'the step is not possible any more' : 'このステップは実行できなくなる';
  return lang === 'en' ? `[${switches}] rules this step out` : `[${switches}] によりこのステップは成立しない`;
}

export function twinOf(
  left: SequenceDiagram,
  right: SequenceDiagram,
  cause: Cause,
  about: Pick<TwinDiagram, 'title' | 'subtitle' | 'lang'>,
): TwinDiagram {
  return {
    type: 'twin',
    ...about,
    left,
    right,
    divergesAt: cause.step,
    cause: causeText(cause, about.lang),
  };
}
