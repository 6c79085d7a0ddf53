// Events at the authorization server and at the resource server, as arrows.

import type { GrantContext } from '../../../model/entities/authorizationServer.js';
import type { RedirectUri, Term } from '../../../model/names.js';
import type { Happening } from '../../../attacks/search/perform.js';
import type { PartyId } from '../diagram.js';
import { agentParty, type StepRows } from './context.js';
import { requestDetails, responseDetails, uriText } from './fields.js';

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
  JOIN: (h, rows) => {
    const t = rows.teller;
    rows.arrow('attacker', 'userAgent', t.word('handsOver'));
    rows.arrow('userAgent', 'authorizationServer', t.word('goesOn'));
    if (outputOf(h, 'consentForm'))
      rows.arrow('authorizationServer', 'userAgent', t.message('m4'), [], { isReply: true });
  },
  APPROVE: (h, rows, index) => {
    const t = rows.teller;
    const grant = h.before.context as unknown as GrantContext;
    // It goes on in alice's agent wherever her tab takes part; the response goes to the agent that began.
    const approving = rows.step.happenings.some((e) => e.kind === 'event' && e.component[0] === 'u');
    const isAsked = rows.step.move.action !== 'passes';
    if (isAsked) rows.arrow(approving ? 'userAgent' : 'attacker', 'authorizationServer', t.message('m5'));
    const fields = outputOf(h, 'authorizationResponse')!.fields as { uri: RedirectUri; code: Term };
    const side = agentParty(grant.agent);
    const details = responseDetails(fields, rows, 'cb.bank');
    rows.arrow(
      'authorizationServer',
      side,
      t.message('m6'),
      isAsked ? details : [t.word('notAsked'), ...details],
      { isReply: true },
    );
    if (side !== 'userAgent') return;
    const given = rows.followedBy(
      index,
      (e) => e.kind === 'learning' && e.learning.capability === null && e.learning.term === fields.code,
    );
    // A page of the client's that waits for no response, or the attacker's own.
    if (fields.uri === 'site') rows.arrow('userAgent', 'client', t.message('m7'), details);
    else if (given)
      rows.arrow('userAgent', 'attacker', t.message('m7'), [rows.terms([fields.code])], { kind: 'leak' });
  },
  DENY: (h, rows) => {
    const t = rows.teller;
    rows.arrow('userAgent', 'authorizationServer', t.word('declines'));
    const { fields } = outputOf(h, 'authorizationError')!;
    const details = responseDetails(fields, rows, 'cb.bank');
    rows.arrow('authorizationServer', 'userAgent', t.message('m6'), details, { isReply: true });
  },
  TOKEN_REQUEST: (h, rows) => tokenEndpoint(h, rows, 'm8', 'm9'),
  REFRESH_REQUEST: (h, rows) => tokenEndpoint(h, rows, 'm12', 'm13'),
  REVOKE: (h, rows) => {
    const t = rows.teller;
    const { token } = h.event as unknown as { token: Term | null };
    if (token === null) rows.arrow('userAgent', 'authorizationServer', t.word('revokeAll'));
    else rows.arrow('client', 'authorizationServer', t.word('revoke'), [rows.terms([token])]);
  },
};

function tokenEndpoint(h: Event, rows: StepRows, request: string, response: string): void {
  const t = rows.teller;
  const e = h.event as unknown as {
    presenter: 'client' | 'attacker';
    client: string;
    authenticated: boolean;
    keyed: boolean;
    redirect?: RedirectUri;
    verifier?: Term;
    refresh?: Term;
  };
  const g = h.component;
  if (e.presenter === 'attacker') {
    const secret = e.authenticated && e.client === 'client' ? 'secret:client' : 'none';
    const { redirect } = h.before.context as unknown as GrantContext;
    const isKeySeen = t.isOn('code.bound') || t.isOn('refresh.bound');
    rows.arrow('attacker', 'authorizationServer', t.message(request), [
      rows.terms([e.refresh ?? `code:${g}`, e.verifier ?? 'none', secret]),
      ...(e.client === 'client' ? [] : [t.word('asEvilClient')]),
      ...(e.keyed && isKeySeen ? [t.word('withClientsKey')] : []),
      ...(e.redirect === undefined ? [] : [uriText(e.redirect, redirect, rows)].filter((l) => l !== '')),
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
    isError
      ? [t.word('error')]
      : [
          rows.terms([access ?? 'none', refresh ?? 'none']),
          ...(rows.step.move.action === 'disposes' ? [t.word('thrownAway')] : []),
        ],
  );
}

export const atResourceServer: Readonly<Record<string, (h: Event, rows: StepRows) => void>> = {
  RESOURCE_REQUEST: (h, rows) => {
    const t = rows.teller;
    const presenter = presenterOf(rows);
    const last = rows.rows.findLast((r) => r.type === 'arrow');
    const isThere = last?.type === 'arrow' && last.to === 'resourceServer';
    const { operation, order } = h.event as unknown as { operation: string; order: string };
    if (isThere && order === 'attacker') rows.addDetail(t.word('attackersOrder'));
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
