// An attack in words: one sentence a step, with what the attacker learns by it.

import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { goals } from '../../../attacks/goals.js';
import { idsOf } from '../../../attacks/search/conditions.js';
import { retell } from '../../../attacks/search/retell.js';
import { sequenceOf } from '../../../properties/drawings/tell/sequence.js';
import { type Lang, pick } from '../../i18n.js';
import type { Witness } from '../../../properties/verdicts/witness.js';
import { quizWords } from './words.js';

export function sentencesOf({ attack, path, configuration }: Witness, lang: Lang): readonly string[] {
  const moves = attack.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
  const told = retell(moves, {
    scenario: path.scenario,
    on: new Set(idsOf(configuration)),
    capabilities: new Set(path.capabilities),
  });
  const { steps } = sequenceOf(told, { lang, title: '', subtitle: [], goal: path.goal });
  return steps.map(({ sentence, learns }) => {
    if (learns.length === 0) return sentence;
    const what = `${pick(quizWords.learns, lang)}: ${learns.join(lang === 'en' ? ', ' : '、')}`;
    return lang === 'en' ? `${sentence} (${what})` : `${sentence}（${what}）`;
  });
}

/** With which capabilities, and to what end. */
export function attackText({ path }: Witness, lang: Lang): string {
  const by = path.capabilities.map((id) => pick(capabilities.find((c) => c.id === id)!.name, lang));
  const end = pick(goals.find(({ id }) => id === path.goal)!.name, lang);
  const who = by.length === 0 ? pick(quizWords.ordinary, lang) : by.join(lang === 'en' ? ' + ' : '＋');
  return `${pick(quizWords.by, lang)}: ${who}${lang === 'en' ? '. ' : '。'}${pick(quizWords.reached, lang)}: ${end}`;
}
