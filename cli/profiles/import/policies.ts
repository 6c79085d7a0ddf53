// Client policies of a Keycloak realm: what they enforce for every client, and what they may decide for some.

import { z } from 'zod';
import type { SwitchId } from '../../../model/switches.js';
import { type Finding, Notebook, shown } from './finding.js';
import type { KeycloakRealm } from './documents.js';

/** What the executors of Keycloak may decide; one that is not here may decide any of these. */
const decides: Readonly<Record<string, readonly SwitchId[]>> = {
  'pkce-enforcer': ['pkce.required', 'pkce.sent', 'pkce.verified', 'pkce.s256'],
  'secure-request-object': ['request.signed'],
  'secure-response-type': ['response.signed'],
  'holder-of-key-enforcer': ['token.bound', 'refresh.bound'],
  'dpop-bind-enforcer': ['token.bound', 'refresh.bound', 'code.bound'],
  'confidential-client': ['client.authenticated'],
  'secure-client-authenticator': ['client.authenticated'],
  'suppress-refresh-token-rotation': ['refresh.rotated'],
  'consent-required': [],
  'full-scope-disabled': [],
  'reject-implicit-grant': [],
  'reject-ropc-grant': [],
  // These look at the addresses themselves, not at how they are compared.
  'secure-client-uris': [],
  'secure-redirect-uris-enforcer': [],
  'secure-logout': [],
  'secure-par-content': [],
  'secure-session': [],
  'secure-signature-algorithm': [],
  'secure-signature-algorithm-signed-jwt': [],
};
/** Executors that decide none of these switches, and what they are about. */
const left: Readonly<Record<string, string>> = {
  'secure-par-content': 'pushed authorization requests (RFC 9126) are not modelled',
  'secure-session': 'that state or nonce is in the request does not say that the client compares it',
  'secure-client-uris': 'looks at the addresses themselves, not at how they are compared',
  'secure-redirect-uris-enforcer': 'looks at the addresses themselves, not at how they are compared',
  'secure-signature-algorithm': 'algorithms are not modelled',
  'secure-signature-algorithm-signed-jwt': 'algorithms are not modelled',
  'secure-logout': 'logout is not modelled',
  'consent-required': 'that the page asks; whether a consent given before is asked for again is not said',
  'full-scope-disabled': 'roles; whether a token is kept to its scope is decided by the resource server',
  'reject-implicit-grant': 'the implicit flow is not modelled',
  'reject-ropc-grant': 'the password grant is not modelled',
};
const decidable = [...new Set(Object.values(decides).flat())];
/** Executors that are obeyed at every request, however the client is registered. */
const enforcing = ['pkce-enforcer'];
/** Executors that take a check away; all others only add one. */
const weakening = ['suppress-refresh-token-rotation'];

const conditions = z.array(
  z.looseObject({
    condition: z.string().optional(),
    configuration: z.record(z.string(), z.unknown()).optional(),
  }),
);
const policyList = z.looseObject({
  policies: z
    .array(
      z.looseObject({
        name: z.string().optional(),
        enabled: z.boolean().optional(),
        conditions: conditions.optional(),
        profiles: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
const profileList = z.looseObject({
  profiles: z
    .array(
      z.looseObject({
        name: z.string(),
        executors: z.array(z.looseObject({ executor: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

export interface Policies {
  /** What holds for every client, by which policy. */
  readonly enforced: ReadonlyMap<SwitchId, string>;
  /** Checks that may be made for a client though its own settings do not ask for them, or the reverse. */
  readonly adding: ReadonlyMap<SwitchId, string>;
  readonly removing: ReadonlyMap<SwitchId, string>;
  /** What policies ask for that is not modelled or decides nothing, by policy and executor. */
  readonly left: ReadonlyMap<string, string>;
}

/** What the policies of a realm may decide. Without the realm (null) they are in no document, and may decide anything. */
export function policiesOf(realm: KeycloakRealm | null): Policies {
  const enforced = new Map<SwitchId, string>();
  const adding = new Map<SwitchId, string>();
  const removing = new Map<SwitchId, string>();
  const leftOut = new Map<string, string>();
  const openAll = (from: string) => {
    for (const id of decidable) adding.set(id, adding.get(id) ?? from);
    for (const id of weakening.flatMap((name) => decides[name]!)) removing.set(id, from);
  };
  if (realm === null) openAll("client policies are in the realm's export, which is not given");
  else {
    const policies = parsed(realm, 'clientPolicies', policyList);
    const profiles = parsed(realm, 'clientProfiles', profileList);
    if (policies === 'unreadable' || profiles === 'unreadable')
      openAll('clientPolicies and clientProfiles cannot be read');
    else for (const policy of policies?.policies ?? []) if (policy.enabled !== false) apply(policy, profiles);
  }
  return { enforced, adding, removing, left: leftOut };

  function apply(policy: Policy, profiles: z.infer<typeof profileList> | undefined): void {
    const isForAll = appliesToAll(policy);
    for (const name of policy.profiles ?? []) {
      const profile = profiles?.profiles?.find((p) => p.name === name);
      const from = `client policy ${shown(policy.name)}, profile ${shown(name)}`;
      if (profile === undefined) openAll(`${from}: not in the document`);
      for (const executor of profile?.executors ?? []) {
        const id = executor.executor ?? Object.keys(executor)[0] ?? '';
        const ofExecutor = `${from}: ${id}`;
        if (Object.hasOwn(left, id)) leftOut.set(ofExecutor, left[id]!);
        if (!Object.hasOwn(decides, id)) openAll(ofExecutor);
        else
          for (const decided of decides[id]!) {
            if (weakening.includes(id)) removing.set(decided, ofExecutor);
            else if (isForAll && enforcing.includes(id)) enforced.set(decided, ofExecutor);
            else adding.set(decided, ofExecutor);
          }
      }
    }
  }
}

type Policy = NonNullable<z.infer<typeof policyList>['policies']>[number];

const appliesToAll = ({ conditions: all = [] }: Policy): boolean =>
  all.length > 0 &&
  all.every(
    ({ condition, configuration }) =>
      condition === 'any-client' && String(configuration?.['is-negative-logic'] ?? false) === 'false',
  );

/** The field itself, or what older exports keep as text in an attribute. */
function parsed<T>(
  realm: KeycloakRealm,
  field: 'clientPolicies' | 'clientProfiles',
  shape: z.ZodType<T>,
): T | undefined | 'unreadable' {
  const name = field === 'clientPolicies' ? 'client-policies.policies' : 'client-policies.profiles';
  const text = realm.attributes?.[name];
  let value = realm[field];
  if (value === undefined && typeof text === 'string')
    try {
      value = JSON.parse(text);
    } catch {
      return 'unreadable';
    }
  if (value === undefined) return undefined;
  const result = shape.safeParse(value);
  return result.success ? result.data : 'unreadable';
}

/** A client's findings as the policies leave them: what they enforce is said, what they may decide is left open. */
export function underPolicies(
  notes: Notebook,
  { enforced, adding, removing, left: leftOut }: Policies,
): Notebook {
  const result = new Notebook(notes.level);
  const says = (id: SwitchId) => notes.switches.find((f) => f.switch === id)?.is;
  const kept = ({ switch: id, is }: Finding) =>
    !enforced.has(id) && !(is === false && adding.has(id)) && !(is === true && removing.has(id));
  result.switches.push(...notes.switches.filter(kept));
  result.ends.push(...notes.ends);
  result.scenario.push(...notes.scenario);
  result.left.push(...notes.left);
  for (const [field, why] of leftOut) result.leave(field, why);
  for (const [id, from] of enforced) result.set([id], true, from);
  for (const [id, from] of adding)
    if (!enforced.has(id) && says(id) !== true) result.set([id], 'unknown', may(from));
  for (const [id, from] of removing)
    if (says(id) !== false && !result.switches.some((f) => f.switch === id))
      result.set([id], 'unknown', may(from));
  return result;
}

const may = (from: string) => `${from} may decide it`;
