// All checks against one target, one after the other.

import type { SwitchId } from '../../../model/switches.js';
import { switchIds } from '../../../model/switches.js';
import { decide, type Reason, type Setting } from '../../../properties/probe/decide.js';
import { CliError, EXIT } from '../../errors.js';
import type { Text } from '../../i18n.js';
import { App } from './app.js';
import type { Check, Need, Own, Probing, Tried, Walk } from './check.js';
import { checks } from './checks/index.js';
import { exchangeText } from './evidence.js';
import { notTestable } from './notTestable.js';
import { newKey, Server } from './server.js';
import type { OpenTarget } from './openTarget.js';
import { pauseFor, TooMany, type Wire } from './wire.js';

export interface Result {
  readonly switch: SwitchId;
  readonly is: Setting;
  /** Why it is so, or why there was no check. */
  readonly because:
    | Reason
    | { readonly needs: readonly Need[] }
    | { readonly why: Text }
    | 'destroys'
    | 'no-time'
    | 'cap';
  readonly tried: readonly Tried[];
}

export interface Options {
  readonly isDestructive: boolean;
  /** Seconds to let pass where a check needs time; null: none. */
  readonly seconds: number | null;
  /** Lets time pass where a clock can be moved; else it is waited for. */
  readonly pass?: (seconds: number) => Promise<void>;
  readonly progress: (line: string) => void;
}
export interface Probed {
  readonly results: readonly Result[];
  readonly requests: number;
  readonly seconds: number;
}

/** Makes every check. Throws where the target does not take an honest request at all. */
export async function probe(target: OpenTarget, wire: Wire, options: Options): Promise<Probed> {
  const began = performance.now();
  const { file } = target;
  const server = new Server(
    wire,
    file.server,
    target.client,
    target.other,
    { scope: file.client.scope, key: file.client.key },
    target.filling,
  );
  await greet(server);
  const app = file.app === undefined ? null : new App(server, file.app);
  let walked: Promise<Walk> | undefined;
  let owned: Promise<Own> | undefined;
  const probing: Probing = {
    server,
    app,
    clientName: file.client.name,
    wait:
      options.seconds === null
        ? null
        : async (most = Number.POSITIVE_INFINITY) => {
            const seconds = Math.min(options.seconds!, most);
            await (options.pass?.(seconds) ?? pauseFor(seconds * 1000, wire.signal));
            return seconds;
          },
    walk: () =>
      (walked ??= (async () => {
        const agent = server.agent();
        return { agent, grant: await server.grant({}, undefined, agent) };
      })()),
    own: () => (owned ??= app === null ? Promise.resolve({ returned: null, delivered: null }) : app.whole()),
  };
  const tokens = await refreshTokens(server);
  const has: Readonly<Record<Need, boolean>> = {
    app: app !== null,
    'second client': server.other !== null,
    'second server': file.app?.otherForm !== undefined,
    revocation: file.server.revoke !== undefined,
    'refresh tokens': tokens,
    'wide resource': file.server.other !== undefined,
    'client name': file.client.name !== undefined,
    redirectors: (file.app?.redirectors ?? []).length > 0,
  };
  const foreign = await isForeign(target, wire);
  const results = new Map<SwitchId, Result>();
  let isCapped = false;
  const one = async (check: Check) => {
    const { switch: id } = check;
    options.progress(`${results.size + 1}/${checks.length} ${id}`);
    const missing = (check.needs ?? []).filter((need) => !has[need]);
    const skipped = (because: Result['because']): Result => ({
      switch: id,
      is: 'unknown',
      because,
      tried: [],
    });
    if (missing.length > 0) results.set(id, skipped({ needs: missing }));
    else if (check.destroys && foreign && !options.isDestructive) results.set(id, skipped('destroys'));
    else if (isCapped) results.set(id, skipped('cap'));
    else {
      const result = await made(check, probing);
      isCapped = result.because === 'cap';
      results.set(
        id,
        check.waits && probing.wait === null && result.because === 'nothing-tried'
          ? skipped('no-time')
          : result,
      );
    }
  };
  for (const check of checks) if (!check.waits) await one(check);
  const waiting = checks.filter(({ waits }) => waits);
  // Where time is waited for, once is enough for all; a clock that is moved is moved for each.
  if (options.pass === undefined) await Promise.all(waiting.map(one));
  else for (const check of waiting) await one(check);
  for (const { switch: id, why } of notTestable)
    results.set(id, { switch: id, is: 'unknown', because: { why }, tried: [] });
  return {
    results: switchIds.map((id) => results.get(id)!),
    requests: wire.count,
    seconds: (performance.now() - began) / 1000,
  };
}

async function made(check: Check, probing: Probing): Promise<Result> {
  const { switch: id, ifMixed } = check;
  try {
    const tried = await check.run(probing);
    return { switch: id, ...decide(tried, ifMixed), tried };
  } catch (error) {
    if (error instanceof TooMany) return { switch: id, is: 'unknown', because: 'cap', tried: [] };
    throw error;
  }
}

async function isForeign({ file }: OpenTarget, wire: Wire): Promise<boolean> {
  const { server, app } = file;
  const all = [
    server.authorize,
    server.token,
    server.resource,
    server.revoke,
    server.other,
    app?.start,
    app?.result,
  ];
  const found = await Promise.all(all.flatMap((url) => (url === undefined ? [] : [wire.isForeign(url)])));
  return found.includes(true);
}

/** Finds out how an honest request must look. Throws where none gets through. */
async function greet(server: Server): Promise<void> {
  const ways: readonly (() => Promise<void> | void)[] = [
    () => {},
    () => {
      server.usesPkce = false;
    },
    () => {
      server.usesPkce = true;
      server.signsRequests = server.settings.key !== undefined;
    },
  ];
  for (const prepare of ways) {
    await prepare();
    const grant = await server.grant();
    if (grant === null) continue;
    let tokens = await server.redeem(grant);
    // Not every server says that it is a proof of possession that it misses.
    if (tokens.access === null) {
      server.key = await newKey();
      const another = await server.grant();
      if (another !== null) tokens = await server.redeem(another);
    }
    if (tokens.access === null)
      throw notHonest('its token endpoint does not take an honest code', server.wire);
    const served = await server.serves(tokens.access);
    if (served.outcome === 'accepted') return;
    if (server.key === null) {
      // Tokens may be bound although that was not asked for.
      server.key = await newKey();
      const another = await server.grant();
      const bound = another && (await server.redeem(another));
      if (bound?.access && (await server.serves(bound.access)).outcome === 'accepted') return;
    }
    throw notHonest('its resource does not serve an honest token', server.wire);
  }
  throw notHonest('an honest request brings no code', server.wire);
}

const notHonest = (what: string, { record }: Wire): CliError =>
  new CliError(EXIT.missing, `the target cannot be probed: ${what}`, {
    why: record.length === 0 ? 'nothing was answered' : `last seen: ${exchangeText(record.at(-1)!)}`,
    fix: 'see that the target file names the right endpoints, client and account, and that the forms are filled in; nothing was written',
  });

async function refreshTokens(server: Server): Promise<boolean> {
  const scopes = [undefined, [server.settings.scope, 'offline_access'].filter(Boolean).join(' ')];
  for (const scope of scopes) {
    const grant = await server.grant(scope === undefined ? {} : { scope, prompt: 'consent' });
    const tokens = grant && (await server.redeem(grant));
    if (tokens?.refresh && (await server.refresh(tokens.refresh)).outcome === 'accepted') {
      // Later codes are to bring one as well.
      if (scope !== undefined) server.settings.scope = scope;
      return true;
    }
  }
  return false;
}
