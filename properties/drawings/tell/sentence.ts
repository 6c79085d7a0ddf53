// A step in one plain sentence: who does what, and which messages go from whom to whom.

import { entityName } from '../i18n.js';
import type { StepRows } from './context.js';

export function sentenceOf(rows: StepRows, action: string): string {
  const { lang } = rows.teller;
  const actor = rows.step.move.actor === 'alice' ? 'resourceOwner' : rows.step.move.actor;
  return lang === 'en'
    ? `${capitalised(entityName(actor, lang))}: ${action}.`
    : `${entityName(actor, lang)}：${action}。`;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
