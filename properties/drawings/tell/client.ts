// Events at the client's sessions, as arrows.

import type { ClientContext, ClientEvent } from '../../../model/entities/client.js';
import type { Person } from '../../../model/names.js';
import type { Happening } from '../../../attacks/search/perform.js';
import { agentParty, type StepRows } from './context.js';
import { requestDetails, responseDetails } from './fields.js';

type Event = Extract<Happening, { kind: 'event' }>;

/** One response is offered to each session in turn, until one takes it: it arrives once. */
function arrives(rows: StepRows, agent: Person, details: readonly string[]): void {
  const title = rows.teller.message('m7');
  if (!rows.hasArrow((drawn) => drawn === title)) rows.arrow(agentParty(agent), 'client', title, details);
}

export const atClient: Readonly<Record<string, (h: Event, rows: StepRows) => void>> = {
  START: (h, rows) => {
    const t = rows.teller;
    const e = h.event as unknown as Extract<ClientEvent, { type: 'START' }>;
    const side = agentParty(e.agent);
    rows.arrow(
      side,
      'client',
      t.message('m1'),
      [
        e.server === 'evil' ? t.word('withEvilServer') : '',
        // With a server of the attacker's, which resource server it is for shows when it is used.
        e.resourceServer === 'evil' && e.server === 'bank' ? t.word('withEvilResource') : '',
        e.claims.includes('issuer') ? t.word('metadataIssuer') : '',
        e.claims.includes('authorization') ? t.word('metadataEndpoint') : '',
        e.order === 'attacker' && side === 'userAgent' ? t.word('attackersOrder') : '',
        e.relayed ? t.word('through') : '',
      ].filter((line) => line !== ''),
    );
    const request = h.result.outputs.find((o) => o.message === 'authorizationRequest');
    if (request !== undefined)
      rows.arrow('client', side, t.message('m2'), requestDetails(request.fields, rows), { isReply: true });
  },
  CALLBACK: (h, rows) => {
    const e = h.event as unknown as Extract<ClientEvent, { type: 'CALLBACK' }>;
    const state = e.named === 'none' ? 'none' : `state:${e.named}`;
    const { redirect } = h.before.context as unknown as ClientContext;
    arrives(rows, e.agent, [
      ...responseDetails({ ...h.event, state }, rows, redirect),
      ...(e.claimsIssuer ? [rows.teller.word('metadataIssuer')] : []),
    ]);
  },
  LOGGED: (h, rows) => {
    const { code } = h.event as unknown as Extract<ClientEvent, { type: 'LOGGED' }>;
    arrives(rows, 'alice', [code === 'none' ? rows.teller.word('errorResponse') : rows.terms([code])]);
  },
  TOKEN: (h, rows) => {
    const t = rows.teller;
    if (rows.hasArrow((title) => title === t.message('m9') || title === t.message('m13'))) return;
    const { access, refresh } = h.event as unknown as Extract<ClientEvent, { type: 'TOKEN' }>;
    rows.arrow('attackerServer', 'client', t.message('m9'), [rows.terms([access, refresh])], {
      isReply: true,
    });
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
