// Events at the authorization server and at the resource server, as arrows.

import type { GrantContext } from '../../../model/entities/authorizationServer.js';
import type { Term } from '../../../model/names.js';
import type { Happening } from '../../../attacks/search/perform.js';
import type { PartyId } from '../diagram.js';
import { agentParty, type StepRows } from './context.js';
import { requestDetails, responseDetails } from './fields.js';

type Event = Extract<Happening, { kind: 'event' }>;
const fieldsOf = (h: Event) => h.event as unknown as Readonly<Record<string, never>>;
const outputOf = (h: Event, message: string) => h.result.outputs.find((o) => o.message === message);

/** Who sent what reaches a server in this step: the client if one of its sessions acted, else the attacker. */
const presenterOf = (rows: StepRows): PartyId =>
  rows.step.happenings.some((h) => h.kind === 'event' && h.component[0] === 's') ? 'client' : 'attacker';

export const atAuthorizationServer: Readonly<
  Record<string, (h: Event, rows: StepRows, index: number) => void>
> = {
  AUTHORIZE: (h, rows) => {
    const t = rows.teller;
    const side = agentParty(fieldsOf(h).agent);
    rows.arrow(side, 'authorizationServer', t.message('m3'), requestDetails(fieldsOf(h), rows));
    if (outputOf(h, 'consentForm'))
      rows.arrow('authorizationServer', side, t.message('m4'), [], { isReply: true });
  },
  LOGIN: (_h, rows) => {
    const t = rows.teller;
    rows.arrow('userAgent', 'authorizationServer', `${t.message('m5')}: ${t.word('login')}`, [
      t.word('asAttacker'),
    ]);
  },
  APPROVE: (h, rows, index) => {
    const t = rows.teller;
    const grant = h.before.context as unknown as GrantContext;
    const side = agentParty(grant.agent);
    rows.arrow(side, 'authorizationServer', t.message('m5'));
    const response = outputOf(h, 'authorizationResponse');
    if (response === undefined) return;
    const fields = response.fields as { uri: string; code: Term; client: string };
    const details = responseDetails(response.fields, rows, false);
    rows.arrow('authorizationServer', side, t.message('m6'), details, { isReply: true });
    const given = rows.followedBy(
      index,
      (e) => e.kind === 'learning' && e.learning.capability === null && e.learning.term === fields.code,
    );
    if (side !== 'userAgent' || !given) return;
    // The response went to a redirect URI that hands it to the attacker.
    const codeOnly = [rows.terms([fields.code])];
    if (fields.uri === 'redirector') {
      rows.arrow('userAgent', 'client', t.message('m7'), [...codeOnly, t.word('redirectorUri')]);
      rows.arrow('client', 'attacker', t.message('m18'), codeOnly, { kind: 'leak' });
    } else rows.arrow('userAgent', 'attacker', t.message('m7'), codeOnly, { kind: 'leak' });
  },
  DENY: (_h, rows) => rows.arrow('userAgent', 'authorizationServer', rows.teller.word('declines')),
  TOKEN_REQUEST: (h, rows) => tokenEndpoint(h, rows, 'm8', 'm9'),
  REFRESH_REQUEST: (h, rows) => tokenEndpoint(h, rows, 'm12', 'm13'),
  BURN: (_h, rows) => rows.arrow('client', 'authorizationServer', rows.teller.word('burn')),
  REVOKE: (_h, rows) => rows.arrow('client', 'authorizationServer', rows.teller.word('revoke')),
};

function tokenEndpoint(h: Event, rows: StepRows, request: string, response: string): void {
  const t = rows.teller;
  const e = h.event as unknown as {
    presenter: 'client' | 'attacker';
    client: string;
    authenticated: boolean;
    verifier?: Term;
    refresh?: Term;
  };
  const g = h.component;
  if (e.presenter === 'attacker') {
    const verifier = e.verifier !== undefined && t.isOn('pkce.sent') ? e.verifier : 'none';
    const secret = e.authenticated && e.client === 'client' ? 'secret:client' : 'none';
    const own = e.verifier === 'verifier:own' ? e.verifier : verifier;
    rows.arrow('attacker', 'authorizationServer', t.message(request), [
      rows.terms([e.refresh ?? `code:${g}`, own, secret]),
      ...(e.client === 'client' ? [] : [t.word('asEvilClient')]),
    ]);
  }
  const [answer] = h.result.outputs;
  if (answer === undefined) return;
  const { access, refresh } = answer.fields as { access?: Term; refresh?: Term };
  const isError = answer.message === 'errorResponse';
  rows.pendingReply(
    'authorizationServer',
    e.presenter,
    t.message(response),
    isError ? [t.word('error')] : [rows.terms([access ?? 'none', refresh ?? 'none'])],
  );
}

export const atResourceServer: Readonly<Record<string, (h: Event, rows: StepRows) => void>> = {
  RESOURCE_REQUEST: (h, rows) => {
    const t = rows.teller;
    const presenter = presenterOf(rows);
    const last = rows.rows.findLast((r) => r.type === 'arrow');
    const isThere = last?.type === 'arrow' && last.to === 'resourceServer';
    const { operation, order } = h.event as unknown as { operation: string; order: string };
    if (!isThere)
      rows.arrow(
        presenter,
        'resourceServer',
        t.message('m10'),
        [
          ...(presenter === 'attacker' ? [rows.terms([String(rows.step.move.choice.access ?? 'none')])] : []),
          ...(operation === 'use' ? [] : [t.word(operation as 'store' | 'synchronise')]),
          ...(order === 'attacker' ? [t.word('attackersOrder')] : []),
        ].filter((line) => line !== ''),
      );
    answered(h, rows);
  },
  CONFIRMED: (h, rows) => {
    answeredBySecondChannel(h, rows, 'approves');
    answered(h, rows);
  },
  DECLINED: (h, rows) => {
    answeredBySecondChannel(h, rows, 'declines');
    answered(h, rows);
  },
};

const hasAsked = (rows: StepRows): boolean =>
  rows.step.happenings.some((h) => h.kind === 'event' && h.event.type === 'CONFIRM');

function answeredBySecondChannel(_h: Event, rows: StepRows, answer: 'approves' | 'declines'): void {
  const t = rows.teller;
  const side: PartyId = hasAsked(rows) ? 'resourceOwner' : 'attacker';
  rows.arrow('resourceServer', side, t.message('m17'), [t.word('confirmQuestion')]);
  rows.arrow(side, 'resourceServer', t.message('m17'), [t.word(answer)], { isReply: true });
}

function answered(h: Event, rows: StepRows): void {
  const t = rows.teller;
  const [answer] = h.result.outputs;
  if (answer === undefined || answer.message === 'confirmationRequest') return;
  if (answer.message === 'errorResponse') {
    rows.pendingReply('resourceServer', presenterOf(rows), t.message('m11'), [t.word('error')]);
    return;
  }
  const { owner, executed, operation } = answer.fields as Record<string, string>;
  rows.arrow(
    'resourceServer',
    presenterOf(rows),
    t.message('m11'),
    [
      operation === 'use'
        ? owner === 'alice'
          ? t.word('content')
          : t.word('contentOf')
        : t.word(operation as 'store' | 'synchronise'),
      ...(executed === 'attacker' && owner === 'alice' ? [t.word('transferDone')] : []),
    ],
    { isReply: true },
  );
}
