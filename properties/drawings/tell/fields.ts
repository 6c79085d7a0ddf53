// What a request and a response of the front channel carry, as lines under their arrows. A field is shown only where it
// can matter: one that exists under a switch where the switch is on, one that is compared where somebody compares it.

import type { RedirectUri, Server, Term } from '../../../model/names.js';
import type { StepRows } from './context.js';

type Fields = Readonly<Record<string, unknown>>;

const uriWords = {
  'cb.bank': 'uriForBank',
  'cb.evil': 'uriForEvil',
  site: 'siteUri',
  evil: 'attackersUri',
} as const;
/** A redirect URI as a line; the client's own are two only where each server has its own. */
export function uriText(uri: RedirectUri, usual: RedirectUri, rows: StepRows): string {
  const t = rows.teller;
  const isUsual = uri === usual || (uri.startsWith('cb.') && !t.isOn('redirect.distinct'));
  return isUsual ? '' : `${t.word('redirectTo')}: ${t.word(uriWords[uri])}`;
}

export function requestDetails(fields: Fields, rows: StepRows): readonly string[] {
  const t = rows.teller;
  const { state, challenge, redirect, order, client, audience, mode, key, to } = fields as Record<
    string,
    Term
  >;
  const isToBank = to !== 'evil';
  return [
    rows.terms([state ?? 'none', challenge ?? 'none']),
    redirect !== undefined ? uriText(redirect as RedirectUri, isToBank ? 'cb.bank' : 'cb.evil', rows) : '',
    order === 'attacker' ? t.word('attackersOrder') : '',
    client === 'evil-client' ? t.word('asEvilClient') : '',
    audience === 'evil' && isToBank ? t.word('forEvilResource') : '',
    mode === 'query' && t.isOn('response.in-body') ? t.word('queryMode') : '',
    t.isOn('code.bound') && key === 'attacker' ? t.word('keyOfAttacker') : '',
    t.isOn('code.bound') && key === 'none' ? t.word('keyOfNobody') : '',
  ].filter((line) => line !== '');
}

const issuerWords = { bank: 'issBank', evil: 'issEvil' } as const;
const signerWords = { bank: 'signedBank', evil: 'signedEvil', none: 'signedNone' } as const;

/** `usual` is the redirect URI at which it is expected. */
export function responseDetails(fields: Fields, rows: StepRows, usual: RedirectUri): readonly string[] {
  const t = rows.teller;
  const { code, state, issuer, genuine, signer, uri } = fields as {
    code: Term | 'none';
    state: Term | 'none';
    issuer: Server | 'none';
    genuine: boolean;
    signer: Server | 'none';
    uri: RedirectUri;
  };
  // The bank names itself only if it does so at all; what somebody else puts there matters to whoever looks.
  const isIssuerSeen =
    t.isOn('issuer.sent') || (!genuine && (t.isOn('issuer.checked') || t.isOn('issuer.missing-refused')));
  return [
    code === 'none' ? t.word('errorResponse') : '',
    rows.terms([code, state]),
    issuer !== 'none' && isIssuerSeen ? t.word(issuerWords[issuer]) : '',
    t.isOn('response.signed') ? t.word(signerWords[signer]) : '',
    uriText(uri, usual, rows),
  ].filter((line) => line !== '');
}
