// The same worlds searched side by side, in one run: this search for every configuration at once; the same for one profile;
// the plain search of that profile; SPIN on the exported model of that profile; SPIN on the exported model in which the
// switches are chosen at the start; TLC, where a jar is named by TLA2TOOLS. Growth with sessions and capabilities.
//
//   npm run build && node docs/benchmarks/sides.mjs [seconds for each] > docs/benchmarks/sides.jsonl
//   node docs/benchmarks/sides.mjs page < docs/benchmarks/sides.jsonl > docs/benchmarks/sides.md
//   node docs/benchmarks/sides.mjs plot < docs/benchmarks/sides.jsonl > docs/benchmarks/sides.svg
//
// Each search is a process of its own, and is ended after so many seconds; what was ended is not exhausted, and its figures
// are what it took until then. The attacker of the last three has just the capabilities named, that of the first two at
// most these.

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const self = fileURLToPath(import.meta.url);
const profileName = 'paper-all';
const capabilities = ['wiretap.back', 'stolen.code'];
const worlds = [1, 2].flatMap((k) => [1, 2].map((sessions) => ({ sessions, grants: 1, ticks: 0, k })));
const kinds = ['every configuration', 'one profile', 'plain search', 'SPIN, one profile', 'SPIN, switches chosen at the start', 'TLC'];

const load = async () => ({
  ...(await import('../../dist/attacks/paths.js')),
  ...(await import('../../dist/attacks/search/naive.js')),
  ...(await import('../../dist/attacks/engine/edges.js')),
  ...(await import('../../dist/model/scenario.js')),
  ...(await import('../../dist/model/profiles.js')),
  ...(await import('../../dist/model/switches.js')),
  ...(await import('../../dist/properties/export/model.js')),
  ...(await import('../../dist/properties/export/promela.js')),
  ...(await import('../../dist/properties/export/comparison.js')),
});

/** One search in this process. */
async function search({ kind, world }, maxSeconds) {
  const m = await load();
  const { k, ...size } = world;
  const scenario = { ...m.defaultScenario, ...size };
  const profile = m.profiles.find(({ name }) => name === profileName);
  const has = capabilities.slice(0, k);
  const begun = performance.now();
  const took = () => (performance.now() - begun) / 1000;
  if (kind === 'plain search') {
    const on = new Set(profile.on);
    const found = m.naive({ scenario, on, capabilities: new Set(has) }, { maxStates: 1e9, maxSeconds, step: m.stepByRows });
    return { states: found.states, exhausted: found.complete, seconds: took() };
  }
  const settled = kind === 'one profile' ? { settled: m.settledAt(profile.on) } : {};
  const run = await m.exploreFor(
    { name: kind, scenario, maxCapabilities: null, allowed: has, threats: false, ...settled },
    m.ends,
    { bounds: { maxSeconds } },
  );
  return { states: run.stats.states, exhausted: run.complete, seconds: took() };
}

/** SPIN: exporting and compiling are told apart from searching. */
async function spin({ kind, world }, maxSeconds) {
  const m = await load();
  const run = promisify(execFile);
  const { k, ...size } = world;
  const on = kind === 'SPIN, one profile' ? m.profiles.find(({ name }) => name === profileName).on : null;
  const begun = performance.now();
  const text = m.promelaOf(
    m.modelOf(
      {
        scenario: { ...m.defaultScenario, ...size },
        profile: kind,
        on: on && m.switchIds.filter((id) => on.has(id)),
        capabilities: capabilities.slice(0, k),
        atMost: null,
        goals: m.ends,
      },
      1_000_000,
    ),
  );
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-sides-'));
  try {
    const at = { cwd: folder, maxBuffer: 1 << 28 };
    writeFileSync(join(folder, 'm.pml'), text);
    await run('spin', ['-o2', '-a', 'm.pml'], at);
    await run('gcc', ['-O2', '-w', '-DSAFETY', '-DBFS', '-o', 'pan', 'pan.c'], at);
    const before = (performance.now() - begun) / 1000;
    const searching = performance.now();
    const { stdout, ended } = await run('./pan', ['-w20', '-c0', '-e'], { ...at, timeout: maxSeconds * 1000 }).then(
      ({ stdout }) => ({ stdout, ended: true }),
      (error) => ({ stdout: String(error.stdout ?? ''), ended: false }),
    );
    const number = (what) => Number(new RegExp(`^ *([\\d.e+]+) ${what}`, 'm').exec(stdout)?.[1] ?? Number.NaN);
    const whole = ended && !/search depth too small|out of memory|hash table full|Search not completed/i.test(stdout);
    return {
      states: ended ? number('states, stored') : null,
      exhausted: whole,
      seconds: (performance.now() - searching) / 1000,
      before,
      mib: ended ? Math.round(Number(/^ *([\d.]+)\s+total actual memory usage/m.exec(stdout)?.[1] ?? Number.NaN)) : null,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function alone(task, maxSeconds) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [self, 'one', JSON.stringify(task), String(maxSeconds)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (err += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), (maxSeconds + 60) * 1000);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const told = out.trim() === '' ? { states: null, exhausted: false, seconds: null, why: signal ?? err.trim().split('\n').at(-1) ?? `exit ${code}` } : JSON.parse(out);
      resolve({ ...task, ...told });
    });
  });
}

const lines = () => readFileSync(0, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const [mode = '60', given, limit] = process.argv.slice(2);

if (mode === 'one') {
  const task = JSON.parse(given);
  const found = await (task.kind.startsWith('SPIN') ? spin : search)(task, Number(limit));
  console.log(JSON.stringify({ mib: Math.round(process.resourceUsage().maxRSS / 1024), ...found }));
} else if (mode === 'page') {
  const [{ machine, maxSeconds }, ...rows] = lines();
  const one = (n, digits = 1) => (n === null || Number.isNaN(n) ? '' : n.toLocaleString('en', { maximumFractionDigits: digits }));
  console.log(`# Side by side

Made by \`docs/benchmarks/sides.mjs\`, which says how. Do not edit. ${machine}; all in one run, one after the other; each search was ended after ${maxSeconds} s. *Ratio* is the time over that of "every configuration" in the same world; it is given if both were exhausted. SPIN's seconds are of its search; exporting and compiling stand under *before*. The memory of SPIN is what it says, that of the others the most of the whole process. The machine did other work besides, so that times are too long, and ratios are of what each got of it.

The profile is \`${profileName}\`. *k*: the attacker has the first k of ${capabilities.map((c) => `\`${c}\``).join(', ')}: at most these in "every configuration" and "one profile", just these in the others. One configuration is searched by all but "every configuration", which answers for all configurations, and "SPIN, switches chosen at the start", which asks the same of SPIN.

![Seconds of each search, on a logarithmic scale. The table below has the same figures.](sides.svg)

| sessions | k | search | states | s | before | MiB | ratio | exhausted |
| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |`);
  for (const row of rows) {
    const ours = rows.find((r) => r.kind === kinds[0] && JSON.stringify(r.world) === JSON.stringify(row.world));
    const ratio = row.exhausted && ours?.exhausted ? one(row.seconds / ours.seconds, 2) : '';
    console.log(`| ${row.world.sessions} | ${row.world.k} | ${row.kind} | ${one(row.states ?? null)} | ${one(row.seconds ?? null, 2)} | ${one(row.before ?? null)} | ${one(row.mib ?? null)} | ${ratio} | ${row.exhausted ? 'yes' : `NO${row.why ? `: ${row.why}` : ''}`} |`);
  }
  console.log(`\nTLC: ${rows.some((r) => r.kind === 'TLC' && r.seconds !== null) ? 'in the table' : 'not run; no jar of it was at hand.'}`);
} else if (mode === 'plot') {
  const [, ...rows] = lines();
  const used = kinds.filter((kind) => rows.some((r) => r.kind === kind && r.seconds !== null));
  const colours = ['#1b6ca8', '#2a9d5c', '#8a6d00', '#b3361e', '#7a3fa0', '#444'];
  const x = (i) => 70 + i * 95;
  const y = (s) => 260 - 55 * Math.log10(Math.max(s, 0.01) / 0.01);
  const text = (px, py, t, more = '') => `<text x="${px}" y="${py}" font-family="sans-serif" font-size="11" ${more}>${t}</text>`;
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 320" role="img" aria-label="Seconds of each search in growing worlds">`,
    '<rect width="860" height="320" fill="#fff"/>',
    ...[0.01, 0.1, 1, 10, 100].flatMap((s) => [`<line x1="60" x2="570" y1="${y(s)}" y2="${y(s)}" stroke="#ddd"/>`, text(20, y(s) + 4, `${s} s`)]),
    ...worlds.map((w, i) => text(x(i), 285, `${w.sessions} s., k ${w.k}`, 'text-anchor="middle"')),
    text(300, 308, 'sessions and capabilities; hollow: not exhausted', 'text-anchor="middle"'),
    ...used.flatMap((kind, n) => {
      const points = worlds.flatMap((w, i) => {
        const row = rows.find((r) => r.kind === kind && JSON.stringify(r.world) === JSON.stringify(w));
        return row && row.seconds !== null ? [{ px: x(i), py: y(row.seconds), row }] : [];
      });
      return [
        `<polyline fill="none" stroke="${colours[n]}" points="${points.map(({ px, py }) => `${px},${py.toFixed(1)}`).join(' ')}"/>`,
        ...points.map(({ px, py, row }) => `<circle cx="${px}" cy="${py.toFixed(1)}" r="4" stroke="${colours[n]}" fill="${row.exhausted ? colours[n] : '#fff'}"/>`),
        `<rect x="600" y="${24 + 20 * n}" width="10" height="10" fill="${colours[n]}"/>`,
        text(616, 33 + 20 * n, kind),
      ];
    }),
    '</svg>',
  ];
  console.log(out.join('\n'));
} else {
  const maxSeconds = Number(mode);
  console.log(JSON.stringify({ machine: `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`, maxSeconds }));
  for (const world of worlds)
    for (const kind of kinds.filter((k) => k !== 'TLC')) console.log(JSON.stringify(await alone({ kind, world }, maxSeconds)));
}
