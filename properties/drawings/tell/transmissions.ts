// Messages that are drawn where they are sent, because no machine's event stands for them: the client's requests on the
// back channel, wherever they go, and what the attacker's server is sent.

import type { Happening } from '../../../attacks/search/perform.js';
import { partyOf, type StepRows } from './context.js';

type Sent = Extract<Happening, { kind: 'transmission' }>;

export function drawTransmission({ transmission: t }: Sent, rows: StepRows): void {
  const isRequest = t.message === 'm8' || t.message === 'm10' || t.message === 'm12';
  const toDishonest = t.message === 'm3' && t.to === 'evil.as' && !t.ofAttacker;
  if (!isRequest && !toDishonest && t.message !== 'hand-over') return;
  const terms = t.fields
    .filter(({ exists }) => (exists ?? []).every(rows.teller.isOn))
    .map(({ term }) => term);
  const to = partyOf(t.to);
  const leaks = to === 'attackerServer' && t.fields.some(({ term }) => rows.step.learnt.includes(term));
  rows.arrow(
    partyOf(t.from),
    to,
    rows.teller.message(t.message),
    [rows.terms(terms)].filter((l) => l !== ''),
    {
      ...(leaks && { kind: 'leak' as const }),
    },
  );
}
