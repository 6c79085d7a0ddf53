// What each capability sees of a message on its way. A tap says which terms it yields and under which switches;
// it knows nothing of goals or of named attacks.

import { kindOf, type Term } from '../../model/names.js';
import type { ClientKind } from '../../model/entities/client.js';
import type { SwitchId } from '../../model/switches.js';
import type { Field, Transmission } from '../../model/world.js';
import type { CapabilityId } from './capabilities.js';

export interface Tap {
  /** Null: the message is the attacker's own. */
  readonly capability: CapabilityId | null;
  readonly term: Term | null;
  /** What of alice's was read besides. */
  readonly read: Transmission['carries'];
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}

type Condition = { readonly on: readonly SwitchId[]; readonly off: readonly SwitchId[] };
const always: Condition = { on: [], off: [] };
const nothing = { what: null, when: [] } as const;
const without = (...off: SwitchId[]): Condition => ({ on: [], off });

/** The conditions under which a field stands in the URL, as alternatives. */
const inUrl = (f: Field): readonly Condition[] =>
  f.url ? [always] : (f.bodyIf ?? []).map((id) => without(id));

function* reads(
  capability: CapabilityId | null,
  fields: readonly { field: Field; when: readonly Condition[] }[],
  besides: { readonly what: Transmission['carries']; readonly when: readonly Condition[] } = nothing,
): Generator<Tap> {
  for (const { field, when } of fields)
    for (const { on, off } of when) {
      const exists = field.exists ?? [];
      yield { capability, term: field.term, read: null, on: [...on, ...exists], off };
      if (field.plainUnless !== undefined)
        yield {
          capability,
          term: field.plainUnless.term,
          read: null,
          on: [...on, field.plainUnless.exists],
          off: [...off, field.plainUnless.unless],
        };
    }
  for (const { on, off } of besides.when) yield { capability, term: null, read: besides.what, on, off };
}

/** Everything that some capability sees of a transmission. */
export function* tapsOn(t: Transmission, kind: ClientKind): Generator<Tap> {
  const all = (...when: Condition[]) => t.fields.map((field) => ({ field, when }));
  const everything = (capability: CapabilityId | null, ...when: Condition[]) =>
    reads(capability, all(...when), t.carries === null ? nothing : { what: t.carries, when });
  const urls = (also: Condition = always) =>
    t.fields.map((field) => ({
      field,
      when: inUrl(field).map((c) => ({ on: [...c.on, ...also.on], off: [...c.off, ...also.off] })),
    }));

  if (t.to === 'evil.as') yield* everything('own.as', always);
  if (t.to === 'evil.rs') yield* everything('own.rs', always);
  if (t.to === 'impostor.as') yield* everything('dns.as', always);
  if (t.to === 'impostor.rs') yield* everything('dns.rs', always);
  if (t.to === 'impostor.proxy') yield* everything(t.onTerminal ? 'proxy.terminal' : 'proxy.host', always);
  if (t.to.startsWith('impostor.')) return;
  if (t.ofAttacker) {
    yield* everything(null, always);
    return;
  }
  if (t.channel === 'log') {
    for (const field of t.fields)
      yield* reads('logs.live', [
        {
          field,
          when: [
            without(['code', 'state'].includes(kindOf(field.term)) ? 'logs.no-codes' : 'logs.no-tokens'),
          ],
        },
      ]);
    return;
  }
  if (t.message === 'm18') {
    yield* everything('agent.alter', without('redirector.none'));
    yield* everything('host', without('redirector.none'));
    return;
  }
  if (t.message === 'landing') {
    yield* reads('content.client', urls(without('referrer.hidden-client', 'browser.referrer-origin-only')));
    return;
  }
  if (t.relayed && t.channel === 'front')
    yield* everything(kind === 'server-app' ? 'look-alike' : 'fake-app', always);
  // Whoever answers for a server's address can pass on what is meant for it, and what it answers.
  const isWith = (party: string) => t.from === party || t.to === party;
  if (t.channel === 'front') {
    const asServer = [without('tls.front'), without('server.authenticated-front')];
    // The response to the client comes from the bank, by way of her agent.
    if (isWith('authorizationServer') || t.message === 'm7') yield* everything('dns.as', ...asServer);
    if (isWith('client') && kind !== 'native-app') yield* everything('dns.client', ...asServer);
    yield* everything('wiretap.front', without('tls.front'));
    yield* everything('agent.alter', always);
    yield* everything('malware', always);
    yield* reads('proxy.terminal', urls(without('browser.proxy-origin-only')));
    yield* everything('proxy.terminal', without('tls.front'), without('server.authenticated-front'));
    if (t.message === 'm3') {
      // The answer that sends her on holds it whole, for whoever reads or alters that answer in the clear.
      for (const capability of ['alter.first-request', 'wiretap.front', 'proxy.terminal'] as const)
        yield* everything(capability, without('tls.start'));
      if (kind !== 'native-app')
        yield* everything('dns.client', without('tls.start'), without('server.authenticated-front'));
      yield* everything('agent.read-request', always);
      yield* reads('content.as', urls(without('referrer.hidden-as', 'browser.referrer-origin-only')));
    }
    if (t.message === 'm7') {
      yield* everything('agent.read-response', always);
      yield* stolen(t, 'code', 'stolen.code');
    }
  }
  if (t.channel === 'back') {
    const asServer = [without('tls.back'), without('server.authenticated-back')];
    if (isWith('authorizationServer')) yield* everything('dns.as', ...asServer);
    if (isWith('resourceServer')) yield* everything('dns.rs', ...asServer);
    yield* everything('wiretap.back', without('tls.back'));
    const proxy = t.onTerminal ? 'proxy.terminal' : 'proxy.host';
    yield* reads(proxy, urls());
    yield* everything(proxy, without('tls.back'), without('server.authenticated-back'));
    if (t.onTerminal) yield* everything('malware', always);
    if (t.message === 'm9' || t.message === 'm13') {
      yield* stolen(t, 'access', 'stolen.access');
      yield* stolen(t, 'refresh', 'stolen.refresh');
    }
  }
}

function stolen(t: Transmission, kind: string, capability: CapabilityId): Generator<Tap> {
  const fields = t.fields
    .filter(({ term }) => term.startsWith(kind))
    .map((field) => ({ field, when: [always] }));
  return reads(capability, fields);
}
