// An attack in words, one sentence a step.

import { retell } from '../../../attacks/search/retell.js';
import { idsOf } from '../../../attacks/search/conditions.js';
import { sequenceOf } from '../../draw/tell/sequence.js';
import type { Lang } from '../../i18n.js';
import type { Witness } from '../../profiles/witness.js';

export function sentencesOf({ attack, path, configuration }: Witness, lang: Lang): readonly string[] {
  const moves = attack.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
  const told = retell(moves, {
    scenario: path.scenario,
    on: new Set(idsOf(configuration)),
    capabilities: new Set(path.capabilities),
  });
  const { steps } = sequenceOf(told, { lang, title: '', subtitle: [], goal: path.goal });
  return steps.map((s) => s.sentence);
}
