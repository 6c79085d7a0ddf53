// What a request and a response of the front channel carry, as lines under their arrows. A field that exists only under
// a switch is shown only where the switch is on.

import type { Term } from '../../../model/names.js';
import type { StepRows } from './context.js';

type Fields = Readonly<Record<string, unknown>>;
const isOwn = (term: string) => term.endsWith(':own');

export function requestDetails(fields: Fields, rows: StepRows): readonly string[] {
  const t = rows.teller;
  const { state, challenge, redirect, order, client } = fields as Record<string, Term>;
  const sent = challenge !== undefined && (isOwn(challenge) || t.isOn('pkce.sent')) ? challenge : 'none';
  const uri =
    redirect === 'evil'
      ? `${t.word('redirectTo')}: ${t.word('attackersUri')}`
      : redirect === 'redirector'
        ? `${t.word('redirectTo')}: ${t.word('redirectorUri')}`
        : '';
  return [
    rows.terms([state ?? 'none', sent]),
    uri,
    order === 'attacker' ? t.word('attackersOrder') : '',
    client === 'evil-client' ? t.word('asEvilClient') : '',
  ].filter((line) => line !== '');
}

export function responseDetails(fields: Fields, rows: StepRows, isAltered: boolean): readonly string[] {
  const t = rows.teller;
  const { code, state, issuer } = fields as Record<string, Term>;
  const iss = issuer !== undefined && issuer !== 'none' && (t.isOn('issuer.sent') || isAltered) ? `iss` : '';
  const terms = rows.terms([code ?? 'none', state ?? 'none']);
  return [[terms, iss].filter((part) => part !== '').join(', ')].filter((line) => line !== '');
}
