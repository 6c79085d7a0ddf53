// One trace, performed on one stack: an honest run first, then the trace, then what came of it beside what the model says
// of it in the configuration that the stack really has.

import type { Attack } from '../../../attacks/search/replay.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import type { Agent } from '../agents/agent.js';
import type { Exchange } from '../listen.js';
import type { Stack } from '../stack.js';
import { clientNamed, serverNamed, switchesOf, type Urls, type Wanted } from '../wanted.js';
import { actions } from './actions/index.js';
import { logInBefore } from './actions/bank.js';
import { expect, type Expected, nameOf, type NamedMove, settingWith, type TraceMove } from './expect.js';
import { goalTests } from './goals.js';
import { Performance, short } from './performance.js';
import { Stop } from './stop.js';
import { taps } from './taps.js';

export const verdicts = [
  'confirmed',
  'confirmed-by-simulation',
  'stopped',
  'not-applicable',
  'vacuous',
  'unsupported',
] as const;
export type Verdict = (typeof verdicts)[number];

export interface StepDone {
  readonly n: number;
  readonly move: string;
  readonly ms: number;
  /** What the attacker learnt, each with how. */
  readonly learns: readonly string[];
  /** What the model says it learns, and it did not. */
  readonly notLearnt: readonly string[];
  readonly exchanges: readonly Exchange[];
}
export interface Stopped {
  /** Null: every step was performed, and the goal did not come about. */
  readonly step: number | null;
  readonly kind: Stop['kind'] | 'goal';
  readonly by: Stop['by'];
  readonly words: string;
}
export interface Result {
  readonly verdict: Verdict;
  readonly fix: readonly SwitchId[];
  /** The stack's way with switches that the trace has otherwise. */
  readonly differs: readonly { readonly switch: string; readonly trace: boolean; readonly stack: boolean }[];
  readonly stopped: Stopped | null;
  readonly model: Pick<Expected, 'stopsAt' | 'checks' | 'why'>;
  /** It stopped at the step at which the model says it does. */
  readonly isAtModelsStep: boolean | null;
  /** Model and stack do not say the same. */
  readonly isMismatch: boolean;
  /** What stands for something that could not be real. */
  readonly standIns: readonly {
    readonly what: string;
    readonly kind: 'staged' | 'simulated';
    readonly why: string;
  }[];
  readonly steps: readonly StepDone[];
  readonly notes: readonly string[];
  readonly why: string | null;
  readonly seconds: number;
}

export interface Bench {
  readonly stack: Stack;
  readonly server: string;
  readonly client: string;
  readonly agentFor: (urls: Urls) => Promise<Agent>;
}

const honestMoves: readonly NamedMove[] = [
  { actor: 'alice', action: 'starts', choice: { slot: 's0', order: 'alice' } },
  { actor: 'userAgent', action: 'deliversRequest', choice: { tab: 'u0' } },
  { actor: 'alice', action: 'decides', choice: { tab: 'u0' } },
  { actor: 'userAgent', action: 'deliversResponse', choice: { tab: 'u0', continues: 's0' } },
  { actor: 'client', action: 'redeems', choice: { slot: 's0' } },
  { actor: 'client', action: 'uses', choice: { slot: 's0' } },
];

/** The switches of a trace as a stack is asked for them. Without guessing, weak randomness only blurs what is seen. */
const wantedOf = (attack: Attack, fix: readonly SwitchId[]): readonly string[] => [
  ...attack.on,
  ...fix,
  ...(attack.capabilities.includes('guess') ? [] : ['secrets.strong-random']),
];

async function performMoves(
  p: Performance,
  moves: readonly (NamedMove & { readonly learns?: readonly string[] })[],
  steps: StepDone[],
): Promise<Stopped | null> {
  for (const [i, move] of moves.entries()) {
    const row = actions[`${move.actor}.${move.action}`];
    const from = p.stack.exchanges.length;
    const began = performance.now();
    let stop: Stopped | null = null;
    try {
      if (row === undefined || 'missing' in row)
        throw new Stop('unsupported', 'lab', row?.missing ?? `no action for ${move.actor}.${move.action}`);
      await row.act(p, move.choice, moves.slice(i + 1));
    } catch (error) {
      stop =
        error instanceof Stop
          ? { step: i + 1, kind: error.kind, by: error.by, words: error.words }
          : { step: i + 1, kind: 'failed', by: 'lab', words: short((error as Error).message) };
    }
    const learnt = await p.listen();
    steps.push({
      n: i + 1,
      move: nameOf(move),
      ms: Math.round(performance.now() - began),
      learns: learnt.map((term) => `${term} (${p.known.get(term)})`),
      notLearnt: (move.learns ?? []).filter((term) => !p.known.has(term)),
      exchanges: p.stack.exchanges.slice(from),
    });
    // A refusal that the trace itself holds is what it wants: some attacks consist in one.
    if (stop !== null && !((move as TraceMove).refusals?.length > 0 && stop.kind === 'refused')) return stop;
  }
  return null;
}

async function once(
  bench: Bench,
  wanted: Wanted,
  attack: Attack,
  moves: readonly NamedMove[],
  goal: keyof typeof goalTests,
) {
  const urls = await bench.stack.configure(wanted);
  const alice = await bench.agentFor(urls);
  const steps: StepDone[] = [];
  const p = new Performance(bench.stack, urls, alice, attack.scenario, new Set(attack.capabilities));
  try {
    if (moves.some((m) => m.action === 'getsApproval' && m.choice.by === 'frame')) await logInBefore(p);
    await bench.stack.ask.hold(true);
    let stopped = await performMoves(p, moves, steps);
    const test = goalTests[goal];
    if (stopped === null && 'missing' in test)
      stopped = { step: null, kind: 'unsupported', by: 'lab', words: test.missing };
    else if (stopped === null && typeof test === 'function' && !(await test(p)))
      stopped = {
        step: null,
        kind: 'goal',
        by: 'lab',
        words: `every step was performed, and ${goal} did not come about`,
      };
    return { urls, steps, stopped, notes: p.notes };
  } finally {
    await alice.close();
    bench.stack.onExchange = () => {};
  }
}

/** Performs a trace, perhaps with checks turned on. */
export async function confirm(bench: Bench, attack: Attack, fix: readonly SwitchId[] = []): Promise<Result> {
  const began = performance.now();
  const { server, client } = bench;
  const wanted: Wanted = {
    server,
    client,
    on: wantedOf(attack, fix),
    refresh: attack.scenario.refresh,
    orders: attack.scenario.orders,
    isNative: attack.scenario.client === 'native-app',
    hasContent: attack.capabilities.includes('content.client'),
  };
  const own = new Set<string>(attack.on);
  const ofStack = switchesOf(serverNamed(server)!, clientNamed(client)!);
  const standIns = [
    ...attack.capabilities.flatMap((id) => {
      const { kind, why = '' } = taps[id];
      return kind === 'real' ? [] : [{ what: id as string, kind, why }];
    }),
    ...attack.steps.flatMap((s) => {
      const row = actions[`${s.actor}.${s.action}`];
      const isSimulated = row !== undefined && 'act' in row && row.isSimulated?.(s.choice) === true;
      return isSimulated
        ? [{ what: `${s.actor} ${s.action}`, kind: 'simulated' as const, why: 'a script' }]
        : [];
    }),
  ];
  const finish = (verdict: Verdict, more: Partial<Result> & { readonly urls?: Urls } = {}): Result => {
    const { urls, ...rest } = more;
    return {
      verdict,
      fix,
      differs: urls === undefined ? [] : differences(own, fix, urls),
      stopped: null,
      model: { stopsAt: null, checks: [], why: null },
      isAtModelsStep: null,
      isMismatch: false,
      standIns,
      steps: [],
      notes: [],
      why: null,
      seconds: Math.round(performance.now() - began) / 1000,
      ...rest,
    };
  };
  const impossible = fix.filter((id) => ofStack[id]?.how === 'always-off' || ofStack[id] === undefined);
  if (impossible.length > 0)
    return finish('not-applicable', {
      why: `this stack cannot have ${impossible.join(', ')} on: ${impossible.map((id) => ofStack[id]?.evidence ?? 'nothing of it is in the lab').join('; ')}`,
    });

  const control = await once(bench, wanted, attack, honestMoves, 'honest.used');
  const { urls } = control;
  if (control.stopped !== null)
    return finish('vacuous', {
      urls,
      steps: control.steps,
      stopped: control.stopped,
      why: 'the honest run does not finish in this configuration',
    });

  const setting = settingWith(urls.is, {
    scenario: attack.scenario,
    capabilities: new Set(attack.capabilities),
  });
  const expected = expect(attack.steps as readonly TraceMove[], attack.goal, own, setting);
  const { stopsAt, checks, why } = expected;
  const run = await once(bench, wanted, attack, attack.steps, attack.goal);
  const base = {
    urls,
    model: { stopsAt, checks, why },
    steps: run.steps,
    notes: run.notes,
    stopped: run.stopped,
  };
  // What the trace needs on, and this stack cannot have: the attack is then no evidence against it.
  const lacking = attack.on.filter(
    (id) => !urls.is[id] && (!isTakenForGranted(id) || isConsulted(attack, id)),
  );
  if (run.stopped?.kind === 'unsupported' || run.stopped?.kind === 'failed')
    return finish('unsupported', { ...base, why: run.stopped.words });
  if (run.stopped === null) {
    const verdict = standIns.some(({ kind }) => kind === 'simulated')
      ? 'confirmed-by-simulation'
      : 'confirmed';
    if (lacking.length > 0)
      return finish('not-applicable', {
        ...base,
        why: `it goes through, but this stack cannot have ${lacking.join(', ')} on, which the trace leaves standing`,
      });
    return finish(verdict, { ...base, isMismatch: stopsAt !== null });
  }
  const isAtModelsStep = stopsAt === null ? null : (run.stopped.step ?? attack.steps.length) === stopsAt;
  const byStack = stopsAt !== null && fix.length === 0;
  const always = checks.filter((id) => !own.has(id) && !fix.includes(id));
  if (byStack)
    return finish('not-applicable', {
      ...base,
      isAtModelsStep,
      why: `this stack always has ${always.join(', ') || 'a check'} on, which stops the trace`,
    });
  return finish('stopped', { ...base, isAtModelsStep, isMismatch: stopsAt === null });
}

const isTakenForGranted = (id: SwitchId): boolean => switches.find((s) => s.id === id)?.environment === true;
const isConsulted = (attack: Attack, id: SwitchId): boolean =>
  attack.steps.some((s) => s.checks.some((c) => c.switch === id));
function differences(own: ReadonlySet<string>, fix: readonly string[], urls: Urls) {
  return Object.entries(urls.is).flatMap(([id, stack]) => {
    const trace = own.has(id) || fix.includes(id);
    return trace === stack ? [] : [{ switch: id, trace, stack }];
  });
}
/** Checks of a trace that were not made, each by itself: what might stop it. */
export const fixesOf = (attack: Attack): readonly SwitchId[] => [
  ...new Set(attack.steps.flatMap((s) => s.checks.filter((c) => !c.on).map((c) => c.switch))),
];
