// From what is asked for to a drawing: titles, what stands under them, and which run is told.

import { counted } from './counted.js';
import { scenarioText } from './scenarioText.js';
import { goals } from '../../attacks/goals.js';
import type { Setting } from '../../attacks/search/concrete.js';
import { retell } from '../../attacks/search/retell.js';
import { Problem, EXIT } from '../input/problem.js';
import { type Lang, pick } from './i18n.js';
import type { SequenceDiagram, TwinDiagram } from './diagram.js';
import { type Defence, defend } from './defence.js';
import { honestMovesOf } from './flow.js';
import {
  type Highlight,
  type Marks,
  marksNamed,
  marksOfCause,
  marksOfGoal,
  nothingDecides,
} from './highlight.js';
import { certify, type Subject, subjectName, type Under } from './subject.js';
import { capabilityName } from './tell/learnings.js';
import { sequenceOf } from './tell/sequence.js';
import { measureName } from './tree.js';
import { causeText, twinOf } from './twin.js';
import { words } from './words/drawing.js';

/** How a drawing is wanted. */
export interface Asked {
  readonly lang: Lang;
  /** What to point at; `true`: the check that refuses in a defence, the step that reaches the goal in an attack. */
  readonly highlight?: Highlight | undefined;
}

const colon = (lang: Lang): string => (lang === 'en' ? ': ' : '：');

function attackSubtitle(subject: Subject, lang: Lang): readonly string[] {
  const goal = goals.find(({ id }) => id === subject.goal)!;
  const by = [...subject.setting.capabilities].map((c) => capabilityName(c, lang)).join(' + ');
  return [
    `${pick(words.goal, lang)}${colon(lang)}${pick(goal.name, lang)}`,
    `${pick(words.attacker, lang)}${colon(lang)}${by === '' ? pick(words.noCapability, lang) : by}`,
    `${pick(words.profile, lang)}${colon(lang)}${subject.profile}  ·  ${scenarioText(subject.setting.scenario, lang)}`,
  ];
}

/**
 * An attack as it runs. Throws where it does not, under its own configuration or the one given, and if what is to be
 * highlighted is not in it.
 */
export function attackDrawing(
  subject: Subject,
  { lang, highlight }: Asked,
  under: Under | null = null,
): SequenceDiagram {
  certify(subject, under);
  const told = retell(subject.moves, subject.setting);
  const drawn = (marks?: Marks) =>
    sequenceOf(told, {
      lang,
      title: subjectName(subject.id, lang),
      subtitle: attackSubtitle(subject, lang),
      goal: subject.goal,
      marks,
    });
  if (highlight === undefined) return drawn();
  if (highlight === true) return drawn(marksOfGoal(told, subject.goal, lang));
  return drawn(marksNamed(highlight, drawn().steps));
}

/** A single measure goes by its name as well. */
const defenceTitle = (name: string, lang: Lang): string => {
  const full = measureName(name, lang);
  return full === name ? name : `${name} ${full}`;
};

/** The attack beside the same moves under a defence. Throws if what is to be highlighted is in neither. */
export function twinDrawing(
  subject: Subject,
  { lang, highlight }: Asked,
  given: Defence | null,
): TwinDiagram {
  certify(subject, null);
  const attack = retell(subject.moves, subject.setting);
  const { defence, told, cause } = defend(subject, attack, given);
  const about = { lang, subtitle: [] };
  const sides = (marks?: Marks) => ({
    left: sequenceOf(attack, {
      ...about,
      title: pick(words.undefended, lang),
      goal: subject.goal,
      // What decides is in the defence; a check is shown on the other side too, as one that is not made.
      marks: marks !== undefined && highlight === true ? { ...marks, steps: new Map() } : marks,
    }),
    right: sequenceOf(told, {
      ...about,
      title: `${defenceTitle(defence.name, lang)}${colon(lang)}${pick(words.defended, lang)}`,
      goal: null,
      namesFrom: attack,
      cause: causeText(cause, lang),
      marks,
    }),
  });
  const marks = (name: string) => {
    const { left, right } = sides();
    return marksNamed(name, [...left.steps, ...right.steps]);
  };
  const { left, right } = sides(
    highlight === undefined ? undefined : highlight === true ? marksOfCause(cause, lang) : marks(highlight),
  );
  return twinOf(left, right, cause, {
    lang,
    title: `${subjectName(subject.id, lang)} — ${pick(words.twinTitle, lang)}`,
    subtitle: attackSubtitle(subject, lang),
  });
}

/**
 * The honest run. Throws where it does not finish: such a configuration is vacuous. Throws if what is to be highlighted
 * is not in it, or is not named.
 */
export function flowDrawing(setting: Setting, name: string, { lang, highlight }: Asked): SequenceDiagram {
  const { moves, finishes } = honestMovesOf(setting);
  if (!finishes)
    throw new Problem(EXIT.vacuous, `the honest run does not finish under ${name}`, {
      why: `it stops after ${counted(moves.length, 'step')}`,
      fix: 'see `sekisho validate` for this profile',
    });
  const told = retell(moves, setting);
  const drawn = (marks?: Marks) =>
    sequenceOf(told, {
      lang,
      title: `${pick(words.flowTitle, lang)}${colon(lang)}${name}`,
      subtitle: [scenarioText(setting.scenario, lang)],
      goal: null,
      showChecks: true,
      marks,
    });
  const plain = drawn();
  if (highlight === undefined) return plain;
  return highlight === true ? nothingDecides(plain.steps) : drawn(marksNamed(highlight, plain.steps));
}
