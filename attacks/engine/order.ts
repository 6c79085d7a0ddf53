// The order in which diagrams test capabilities and switches: a capability beside the switches that gate it. The order
// changes how large diagrams become (by a factor of about two between this one and the tables' own order), never what
// they say. What is not named here comes last, so a new switch or capability works without a line here.

import { capabilities, type CapabilityId } from '../capabilities/capabilities.js';
import { type SwitchId, switchIds } from '../../model/switches.js';

export type Choice = CapabilityId | SwitchId;

/** Rows of what is asked about together, most independent first. */
const together: readonly (readonly Choice[])[] = [
  [
    'own.client',
    'client.authenticated',
    'client.authenticated-always',
    'client.instance-keys',
    'code.bound-to-client',
    'refresh.bound-to-client',
  ],
  ['lure', 'start.csrf-checked', 'login.csrf-checked', 'authorization.bound-to-agent', 'consent.asked'],
  [
    'state.compared',
    'state.bound-to-agent',
    'state.unsolicited-refused',
    'state.single-use',
    'state.fresh',
    'state.spent-on-refusal',
  ],
  ['guess', 'secrets.strong-random', 'client.strong-random'],
  [
    'wiretap.front',
    'tls.front',
    'proxy.terminal',
    'browser.proxy-origin-only',
    'server.authenticated-front',
    'dns.client',
  ],
  ['agent.alter', 'malware', 'agent.read-request', 'agent.read-response', 'stolen.code'],
  [
    'content.as',
    'referrer.hidden-as',
    'content.client',
    'referrer.hidden-client',
    'browser.referrer-origin-only',
  ],
  [
    'response.in-body',
    'response.mode-locked',
    'redirector.none',
    'redirector',
    'redirect.same-origin',
    'redirect.exact',
    'cookie.same-site',
  ],
  ['host', 'client.monitored'],
  ['wiretap.back', 'tls.back', 'proxy.host', 'server.authenticated-back', 'dns.as', 'dns.rs'],
  ['stolen.access', 'stolen.refresh', 'logs.live', 'logs.after', 'logs.no-codes', 'logs.no-tokens'],
  ['fake-app', 'fake-app.claims-uri', 'look-alike', 'app.trusted-source'],
  [
    'frame',
    'frames.refused',
    'login.same-site',
    'overlay',
    'consent.client-shown',
    'consent.separate-page',
    'redirect.303',
  ],
  ['hold', 'alter.first-request', 'tls.start'],
  [
    'own.as',
    'own.rs',
    'redirect.distinct',
    'redirect.by-issuer',
    'redirect.arrival-compared',
    'as.from-session',
  ],
  [
    'issuer.sent',
    'issuer.checked',
    'issuer.missing-refused',
    'response.signed',
    'metadata.issuer-verified',
    'metadata.authoritative',
    'client.rs-of-server',
  ],
  ['request.signed'],
  ['pkce.sent', 'pkce.required', 'pkce.verified', 'pkce.s256', 'pkce.no-downgrade', 'pkce.fresh'],
  ['redirect.equal-at-token', 'code.bound'],
  ['client.burns-foreign-code', 'code.burnt-on-failure', 'code.single-use', 'code.replay-revokes'],
  ['code.short-lived', 'token.bound', 'token.audience-checked', 'token.narrow-scope', 'token.short-lived'],
  ['token.in-header', 'grant.order-compared', 'second-channel', 'services.shown', 'account.shown'],
  ['owner.can-revoke', 'owner.revokes-at-bank', 'revocation.takes-grant', 'sync.refused'],
  ['refresh.none', 'refresh.rotated', 'refresh.reuse-revokes', 'refresh.short-lived', 'refresh.bound'],
];

const named = together.flat();
/** Every capability and switch, once, in the order of diagrams. */
export const order: readonly Choice[] = [
  ...named,
  ...[...capabilities.map(({ id }) => id), ...switchIds].filter((id) => !named.includes(id)),
];
