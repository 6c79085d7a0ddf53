// Events in alice's tab, as arrows, as far as no other party's event stands for them.

import type { Happening } from '../../../attacks/search/perform.js';
import type { StepRows } from './context.js';
import { responseDetails } from './fields.js';

type Event = Extract<Happening, { kind: 'event' }>;

export const atUserAgent: Readonly<Record<string, (h: Event, rows: StepRows) => void>> = {
  SHOW_FORM: (h, rows) => {
    if (h.result.refusal !== null) rows.arrow('authorizationServer', 'userAgent', rows.teller.message('m4'));
  },
  RESPONSE: (h, rows) => {
    // The bank's responses are told where it sends them.
    if (rows.step.move.action !== 'responds') return;
    const { message } = h.event as unknown as { message: Readonly<Record<string, unknown>> };
    const details = responseDetails(message, rows, 'cb.evil');
    rows.arrow('attackerServer', 'userAgent', rows.teller.message('m6'), details, { isReply: true });
  },
};
