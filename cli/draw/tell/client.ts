// Events at the client's sessions, as arrows.

import type { ClientContext } from '../../../model/entities/client.js';
import type { Term } from '../../../model/names.js';
import type { Happening } from '../../../attacks/search/perform.js';
import { agentParty, type StepRows } from './context.js';
import { requestDetails, responseDetails } from './fields.js';

type Event = Extract<Happening, { kind: 'event' }>;

export const atClient: Readonly<Record<string, (h: Event, rows: StepRows) => void>> = {
  START: (h, rows) => {
    const t = rows.teller;
    const e = h.event as unknown as {
      agent: string;
      server: string;
      resourceServer: string;
      order: string;
      relayed: boolean;
    };
    const side = agentParty(e.agent);
    rows.arrow(
      side,
      'client',
      t.message('m1'),
      [
        e.server === 'evil' ? t.word('withEvilServer') : '',
        e.resourceServer === 'evil' ? t.word('withEvilResource') : '',
        e.order === 'attacker' && side === 'userAgent' ? t.word('attackersOrder') : '',
        e.relayed ? t.word('through') : '',
      ].filter((line) => line !== ''),
    );
    const request = h.result.outputs.find((o) => o.message === 'authorizationRequest');
    if (request !== undefined)
      rows.arrow('client', side, t.message('m2'), requestDetails(request.fields, rows), { isReply: true });
  },
  CALLBACK: (h, rows) => {
    const e = h.event as unknown as { agent: string; genuine: boolean; named: string };
    const state = e.named === 'none' ? 'none' : `state:${e.named}`;
    const details = responseDetails(
      { ...h.event, state },
      rows,
      !e.genuine && rows.teller.isOn('issuer.sent'),
    );
    rows.arrow(agentParty(e.agent), 'client', rows.teller.message('m7'), details);
  },
  TOKEN: (h, rows) => {
    const t = rows.teller;
    if (rows.hasArrow((title) => title === t.message('m9') || title === t.message('m13'))) return;
    const { access } = h.event as unknown as { access: Term };
    rows.arrow('attackerServer', 'client', t.message('m9'), [rows.terms([access])], { isReply: true });
  },
  RESOURCE: (h, rows) => {
    const t = rows.teller;
    const c = h.before.context as unknown as ClientContext;
    const details = [c.account === 'alice' ? t.word('content') : t.word('contentOf')];
    if (c.aliceSees) rows.arrow('client', 'userAgent', t.message('m14'), details, { isReply: true });
    if (c.attackerSees)
      rows.arrow('client', 'attacker', t.message('m14'), details, {
        isReply: true,
        kind: c.account === 'alice' ? 'leak' : 'attacker',
      });
  },
  ENTER: (h, rows) => {
    const { entry } = h.event as unknown as { entry: 'store' | 'synchronise' };
    rows.arrow('userAgent', 'client', rows.teller.message('m15'), [rows.teller.word(entry)]);
  },
  REVIEW: (_h, rows) => rows.arrow('userAgent', 'client', rows.teller.message('m16')),
};
