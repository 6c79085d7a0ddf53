// Would one search be faster if its states were dealt out to threads by their hash? Three measurements for each world:
// where the search spends its time; what it costs at least to carry diagrams from thread to thread; and how many nodes of
// diagrams, and how many moves worked out, several threads have that one has once.
//
//   npm run build && node docs/benchmarks/threads.mjs [seconds for each search]

import { Session } from 'node:inspector/promises';
import { explore } from '../../dist/attacks/engine/explore.js';
import { Memo } from '../../dist/attacks/engine/memo.js';
import { finishesIn } from '../../dist/attacks/engine/honest.js';
import { openRungs, profileRung } from '../../dist/attacks/ladder.js';
import { settledIn } from '../../dist/attacks/paths.js';
import { Diagrams } from '../../dist/attacks/logic/diagrams.js';
import { questionOf } from '../../dist/cli/profiles/grounds.js';
import { shippedProfiles } from '../../dist/cli/profiles/shipped/index.js';
import { endGoals } from '../../dist/cli/run.js';

const maxSeconds = Number(process.argv[2] ?? 60);
const profile = (name, size) => {
  const rung = profileRung(questionOf(shippedProfiles.find((p) => p.name === name)));
  return { ...rung.search, name: `${name}, ${size.sessions}s${size.grants}g${size.ticks}t`, scenario: { ...rung.search.scenario, ...size } };
};
const searches = [
  profile('paper-server-app', { sessions: 2, grants: 1, ticks: 1 }),
  profile('mixed-pkce', { sessions: 2, grants: 1, ticks: 0 }),
  profile('paper-common', { sessions: 1, grants: 1, ticks: 0 }),
  openRungs.find(({ search }) => search.name === 'web-1s1g0t-k1').search,
];

/** Which part of the program a file belongs to. */
const partOf = (url, name) =>
  name === '(garbage collector)'
    ? 'collector'
    : url.endsWith('/attacks/logic/diagrams.js')
      ? 'diagrams'
      : /\/(attacks\/(engine\/(explore|reductions)|search\/store))\.js$/.test(url)
        ? 'loop'
        : /\/(model|attacks)\//.test(url)
          ? 'moves'
          : 'other';

async function profiled(work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 1000 });
  await session.post('Profiler.start');
  const value = work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const spent = { diagrams: 0, moves: 0, loop: 0, collector: 0, other: 0 };
  for (const [i, id] of profile.samples.entries()) {
    const { url, functionName } = byId.get(id).callFrame;
    spent[partOf(url, functionName)] += profile.timeDeltas[i] / 1e6;
  }
  return { value, spent };
}

/** Copies diagrams into another store, as a thread would that is sent them: every node is looked up there. */
function copyInto(to, from, f, made) {
  let nodes = 0;
  for (const n of from.reachable([f])) {
    nodes++;
    made.set(n, to.node(from.variableOf(n), made.get(from.lowOf(n)), made.get(from.highOf(n))));
  }
  return nodes;
}

const parts = [2, 4, 8];
const threadOf = (state, n) => (Math.imul(state, 2654435761) >>> 16) % n;

/** Of which moves each thread would have to work out itself: what is remembered of moves is handed out by identity. */
let needed;
const { lookup } = Memo.prototype;
Memo.prototype.lookup = function (data, base) {
  const edges = lookup.call(this, data, base);
  needed.all.add(edges);
  for (const n of parts) needed[n][threadOf(base, n)].add(edges);
  return edges;
};

for (const search of searches) {
  needed = { all: new Set(), ...Object.fromEntries(parts.map((n) => [n, Array.from({ length: n }, () => new Set())])) };
  const settled = settledIn(search);
  const { value: run, spent } = await profiled(() =>
    explore({
      scenario: search.scenario,
      wanted: new Set(endGoals),
      settled,
      ...(search.maxCapabilities !== null && { maxCapabilities: search.maxCapabilities }),
      within: (vocabulary) => finishesIn(vocabulary, search.scenario, settled),
      log: true,
      maxSeconds,
    }),
  );
  const { stats, diagrams } = run;
  const total = Object.values(spent).reduce((a, b) => a + b, 0);
  const share = (part) => `${((100 * spent[part]) / total).toFixed(0)} %`;
  // What was new in each state at each level: the least that a thread must be sent of the states that others found.
  const sent = [];
  for (let s = 0; s < stats.states; s++)
    for (let level = 0; level <= stats.levels; level++) {
      const f = run.newAt(s, level);
      if (f > 1) sent.push({ s, f });
    }
  const to = new Diagrams(1 << 16, 20);
  const begun = performance.now();
  let carried = 0;
  for (const { f } of sent) carried += copyInto(to, diagrams, f, new Map([[0, 0], [1, 1]]));
  const copying = (performance.now() - begun) / 1000;
  const whole = diagrams.reachable(sent.map(({ f }) => f)).length;
  const held = (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++)
      sum += diagrams.reachable(sent.filter(({ s }) => threadOf(s, n) === i).map(({ f }) => f)).length;
    return sum / whole;
  };
  const workedBy = (n) => needed[n].reduce((sum, { size }) => sum + size, 0) / needed.all.size;
  // Each part of the time is shared out, after what is doubled; copying comes besides. The threads never wait.
  const best = (n) => {
    const rest = total - spent.moves - spent.diagrams;
    return (n * total) / (spent.moves * workedBy(n) + spent.diagrams * held(n) + rest + copying * (1 - 1 / n));
  };
  const by = (of) => Object.fromEntries(parts.map((n) => [n, Number(of(n).toFixed(2))]));
  console.log(
    JSON.stringify({
      search: search.name,
      exhausted: run.complete,
      states: stats.states,
      images: stats.images,
      seconds: Number(total.toFixed(1)),
      spent: { diagrams: share('diagrams'), moves: share('moves'), loop: share('loop'), collector: share('collector') },
      copySeconds: Number(copying.toFixed(2)),
      carried: { diagrams: sent.length, nodes: carried, nodesAtOnce: whole },
      nodesHeld: by(held),
      movesWorkedOut: by(workedBy),
      atBestTimesAsFast: by(best),
      movesAloneInAnyNumberOfThreads: Number((1 / (1 - spent.moves / total)).toFixed(2)),
    }),
  );
}
