// A random walk of the model, performed on a stack. After each move both must have done the same: accepted it or refused
// it, and shown the attacker the same values.

import { familiesOf, initialState, movesAt, performAt } from '../../../attacks/search/concrete.js';
import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import { defaultScenario, type Scenario } from '../../../model/scenario.js';
import { type SwitchId, switchIds } from '../../../model/switches.js';
import { type Component, type Move, moveId } from '../../../model/world.js';
import type { ServerAdapter, ClientAdapter } from '../adapter.js';
import type { Agent } from '../agents/agent.js';
import { actions } from '../run/actions/index.js';
import type { Bench } from '../run/confirm.js';
import { settingWith } from '../run/expect.js';
import { Performance, short, withPayloads } from '../run/performance.js';
import { Stop } from '../run/stop.js';
import { taps } from '../run/taps.js';
import { switchesOf } from '../wanted.js';

/** What a walk is drawn from. Shrinking takes switches and capabilities away, and shortens the list of picks. */
export interface Draw {
  readonly on: readonly SwitchId[];
  readonly capabilities: readonly CapabilityId[];
  /** Which of the moves that can be made, one for each step. */
  readonly picks: readonly number[];
}
export interface Mismatch {
  /** `outcome`: accepted by one and refused by the other. `sees`: the attacker sees more or less. */
  readonly kind: 'outcome' | 'sees-more' | 'sees-less';
  /** The same for mismatches that are alike. */
  readonly signature: string;
  readonly moves: readonly string[];
  readonly model: string;
  readonly stack: string;
  readonly on: readonly string[];
  readonly capabilities: readonly string[];
}
export interface Walk {
  readonly steps: number;
  readonly refused: number;
  readonly actions: readonly string[];
  readonly mismatch: Mismatch | null;
}

/** Two sessions, two authorizations, time passes once: what the lab's app can hold apart. */
export const walkScenario: Scenario = { ...defaultScenario, jointAccounts: false };

/** Left as they are in every walk, and why. */
export const fixed: Readonly<Partial<Record<SwitchId, { readonly on: boolean; readonly why: string }>>> = {
  'secrets.strong-random': { on: true, why: 'with weak values it is chance what is seen' },
  'consent.asked': { on: true, why: 'the model lets a bank that does not ask do so at any time' },
  'consent.client-shown': { on: false, why: 'what alice reads is up to her' },
  'state.fresh': { on: true, why: 'one flow at a time has a state in a session of the app' },
  'pkce.fresh': { on: true, why: 'the same' },
};
/** Switches that a stack can be drawn with. */
export function drawable(server: ServerAdapter, client: ClientAdapter): readonly SwitchId[] {
  const of = switchesOf(server, client);
  return switchIds.filter((id) => {
    const how = of[id]?.how;
    return (how === 'setting' || how === 'adapter') && fixed[id] === undefined;
  });
}
/** What the attacker of a walk may have: all that needs no browser. */
export const walkCapabilities: readonly CapabilityId[] = (
  [
    'wiretap.front',
    'wiretap.back',
    'logs.live',
    'host',
    'agent.read-request',
    'agent.read-response',
    'agent.alter',
    'hold',
    'redirector',
    'proxy.host',
    'dns.client',
    'dns.as',
    'dns.rs',
    'own.as',
    'own.client',
    'lure',
  ] as const
).filter((id) => taps[id].missing === undefined);

/** A program that speaks HTTP has its answer at once. */
const patience = 4000;

const isPerformable = (m: Move): boolean => {
  const row = actions[`${m.actor}.${m.action}`];
  if (row === undefined || 'missing' in row) return false;
  const c = m.choice as {
    by?: string;
    claims?: readonly string[];
    audience?: string;
    key?: string;
    server?: string;
    resourceServer?: string;
    entry?: string;
    operation?: string;
  };
  return !(
    // Where the page holds the request, to hand over is to bring.
    m.action === 'handsOver' ||
    c.by === 'frame' ||
    (c.claims ?? []).length > 0 ||
    c.audience === 'evil' ||
    (c.key !== undefined && c.key !== 'none') ||
    (c.server !== 'evil' && c.resourceServer === 'evil') ||
    c.entry === 'synchronise' ||
    c.operation === 'synchronise' ||
    (c as { keyed?: boolean }).keyed === true
  );
};
const sameBut = (a: Move, b: Move, field: string): boolean =>
  a !== b &&
  JSON.stringify({ ...a.choice, [field]: null }) === JSON.stringify({ ...b.choice, [field]: null });
const isOnTheWay = /^(proxy|dns)\.|^(wiretap\.front|alter\.first-request)$/;
const refuserOf = (refusals: readonly string[]): string => refusals.join(', ');

/** Performs a walk. What the lab cannot do is left out of it and not counted. */
export async function walk(bench: Bench, draw: Draw): Promise<Walk> {
  const { stack } = bench;
  const on = [...draw.on, ...Object.entries(fixed).flatMap(([id, f]) => (f.on ? [id] : []))];
  const urls = await stack.configure({ server: bench.server, client: bench.client, on });
  const setting = settingWith(urls.is, {
    scenario: walkScenario,
    capabilities: new Set(draw.capabilities),
  });
  const families = familiesOf(walkScenario);
  const alice = await bench.agentFor(urls);
  const p = new Performance(stack, urls, alice, walkScenario, setting.capabilities, patience);
  let state = initialState(walkScenario);
  const moves: string[] = [];
  const made: string[] = [];
  let refused = 0;
  const mismatch = (kind: Mismatch['kind'], signature: string, model: string, words: string): Walk => ({
    steps: moves.length,
    refused,
    actions: made,
    mismatch: {
      kind,
      signature,
      moves,
      model,
      stack: words,
      on: Object.keys(urls.is).filter((id) => urls.is[id]),
      capabilities: draw.capabilities,
    },
  });
  try {
    await stack.ask.hold(true);
    for (const pick of draw.picks) {
      const offered = movesAt(state, setting, families).filter(
        (m) =>
          isPerformable(m) && !(m.choice.unless !== undefined && setting.on.has(m.choice.unless as SwitchId)),
      );
      if (offered.length === 0) break;
      // First which kind of move, then which of its kind: some have a thousand variants.
      const kinds = [...new Set(offered.map((m) => `${m.actor}.${m.action}`))];
      const kind = kinds[pick % kinds.length]!;
      const alike = offered.filter((m) => `${m.actor}.${m.action}` === kind);
      const move = alike[Math.floor(pick / kinds.length) % alike.length]!;
      const done = performAt(state, move, setting);
      const { continues } = move.choice as { continues?: string };
      // Which session goes on is the client's choice: the move is another one of the model's then.
      if (done === null && continues !== undefined) {
        const others = alike.filter((m) => sameBut(m, move, 'continues'));
        if (others.some((m) => performAt(state, m, setting) !== null)) continue;
        // The model has no slot left for a session that the stack just opens.
        if (state.locals.get(continues as Component)?.value === 'absent') continue;
      }
      // What a proxy or an impostor does the lab does for it, also if a certificate keeps it out.
      if (done === null && isOnTheWay.test(String((move.choice as { by?: string }).by))) continue;
      const name = moveId(move);
      moves.push(name);
      made.push(kind);
      let stop: Stop | null = null;
      const row = actions[kind];
      try {
        if (row !== undefined && 'act' in row) await row.act(p, move.choice, []);
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        stop = error;
      }
      if (stop?.kind === 'unsupported' || stop?.kind === 'failed') {
        // Nothing was done. Not so sure that nothing changed: the walk ends here.
        moves.pop();
        made.pop();
        break;
      }
      await p.listen();
      const refusals = done === null ? ['ruled out'] : done.effect.refusals;
      const isRefused = refusals.length > 0;
      if (isRefused !== (stop !== null))
        return mismatch(
          'outcome',
          `${kind}: model ${isRefused ? `refuses (${refuserOf(refusals)})` : 'accepts'}, stack ${stop === null ? 'accepts' : `refuses (${stop.by})`}`,
          isRefused ? `refused: ${refuserOf(refusals)}` : 'accepted',
          stop === null ? 'accepted' : `${stop.by}: ${short(stop.words)}`,
        );
      if (isRefused) refused++;
      // A move that is ruled out leaves the model as it was, and the stack perhaps not.
      if (done === null) break;
      state = done.state;
      // What she declines the pages of the lab cannot take back to the client.
      if (stop?.kind === 'alice') break;
      // What is held in her agent has not set out: the model's message has.
      const held = await heldBy(alice);
      const exists = (term: string) => {
        const value = p.truth.get(term);
        return value !== undefined && value.length > 2 && !held.includes(value);
      };
      const less = [...state.known].filter((term) => exists(term) && !p.known.has(term));
      if (less.length > 0)
        return mismatch(
          'sees-less',
          `${kind}: ${kindsOf(less)} not seen`,
          `knows ${less.join(', ')}`,
          'not seen',
        );
      const more = [...p.known.keys()].filter(
        (term) =>
          !/:(own|evil)|:before/.test(term) &&
          !state.known.has(term) &&
          !isAnotherOfItsOwn(term, made, moves),
      );
      if (more.length > 0)
        return mismatch(
          'sees-more',
          `${kind}: ${kindsOf(more)} seen besides, by ${[...new Set(more.map((t) => p.known.get(t)))].join(', ')}`,
          'not known',
          more.map((t) => `${t} (${p.known.get(t)})`).join(', '),
        );
    }
    return { steps: moves.length, refused, actions: made, mismatch: null };
  } finally {
    await alice.close();
    stack.onExchange = () => {};
  }
}
async function heldBy(alice: Agent): Promise<string> {
  const rests = await Promise.all(['u0', 'u1'].map(async (name) => (await alice.tab(name)).rest(0)));
  return rests
    .map((rest) => (rest?.at === 'held' ? withPayloads(decodeURIComponent(`${rest.url} ${rest.body}`)) : ''))
    .join(' ');
}
/** Further tokens for its own account go by one name in the model. */
const isAnotherOfItsOwn = (term: string, made: readonly string[], moves: readonly string[]): boolean =>
  /^(access|refresh):g\d:2$/.test(term) &&
  made.some(
    (kind, i) => kind === 'attacker.authorizes' && moves[i]!.includes(`"grant":"${term.split(':')[1]}"`),
  );
const kindsOf = (terms: readonly string[]): string =>
  [...new Set(terms.map((t) => t.split(':')[0]))].sort().join(', ');
