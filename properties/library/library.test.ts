// What the library promises beside its answers: it stops when asked, refuses with reasons, and neither prints nor exits.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as sekisho from './index.js';

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('the library ends the process');
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(written).toEqual([]);
});

const small = { sessions: 1, grants: 1, ticks: 0 } as const;
const bare = sekisho.profile('rfc6749-bare');
const problemOf = (ask: () => unknown): sekisho.Problem => {
  try {
    ask();
  } catch (error) {
    if (error instanceof sekisho.Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

test('what is aborted before it begins rejects with the reason', async () => {
  const reason = new Error('enough');
  const ask = { scenario: small, signal: AbortSignal.abort(reason) };
  await expect(sekisho.search(bare, 'session', ask)).rejects.toBe(reason);
  await expect(sekisho.paths(['session'], { signal: ask.signal })).rejects.toBe(reason);
  await expect(sekisho.evidenceFor([bare], { signal: ask.signal })).rejects.toBe(reason);
});

test('what is aborted on its way keeps what it found, if asked to, and says that it is not all', async () => {
  const stop = new AbortController();
  const found = await sekisho.search(bare, 'session', {
    signal: stop.signal,
    keepPartial: true,
    onProgress: ({ level }) => level > 3 && stop.abort(),
  });
  expect(found).toMatchObject({ interrupted: true, complete: false, verdict: 'attack' });
  expect(found.attack?.steps.length).toBeGreaterThan(0);
});

test('a search that is not stopped is whole, and says who is needed', async () => {
  const found = await sekisho.search(bare, 'read.direct', { scenario: small, maxCapabilities: 1 });
  expect(found).toMatchObject({ interrupted: false, complete: true, verdict: 'attack' });
  expect(found.attackers.map((a) => a.capabilities)).toContainEqual(['wiretap.back']);
  // The same question with the answer closed by a check: the other verdict.
  const tapped = { scenario: small, capabilities: ['wiretap.back'] } as const;
  const closed = sekisho.parseProfile('extends: rfc6749-bare\nswitches: { tls.back: true }');
  await expect(sekisho.minimalAttackers(bare, 'read.direct', tapped)).resolves.toHaveLength(1);
  await expect(sekisho.search(closed, 'read.direct', tapped)).resolves.toMatchObject({
    verdict: 'no-attack-within-bounds',
    attackers: [],
    attack: null,
  });
});

test('a vacuous configuration is no safe one', async () => {
  const stuck = sekisho.parseProfile('extends: rfc6749-bare\nswitches: { pkce.required: true }');
  await expect(sekisho.search(stuck, 'session', { scenario: small })).resolves.toMatchObject({
    verdict: 'vacuous',
  });
  expect(problemOf(() => sekisho.certify(sekisho.settle(stuck, small), 'session', [])).exitCode).toBe(21);
});

test('problems say what, why, what to do and what there is', () => {
  const unknown = problemOf(() => sekisho.profile('rfc6479'));
  expect(unknown).toMatchObject({ exitCode: 66, what: 'no profile `rfc6479`; did you mean `rfc6749`?' });
  expect(unknown.available).toContain('rfc6749');
  expect(
    problemOf(() => sekisho.parseProfile('switches: { tls.bak: true }', { path: 'a.yaml' })),
  ).toMatchObject({
    exitCode: 65,
    why: 'at a.yaml:1:13',
  });
  expect(problemOf(() => sekisho.parseProfile('extends: elsewhere')).exitCode).toBe(66);
  expect(problemOf(() => sekisho.settle(sekisho.profile('rfc6749'))).exitCode).toBe(64);
  expect(problemOf(() => sekisho.parseTrace('{')).exitCode).toBe(65);
  expect(problemOf(() => sekisho.parseCertificate({})).exitCode).toBe(65);
});

test('evidence is what `evidenceFor` made, and nothing that looks like it', async () => {
  const target = { goal: 'session' } as const;
  const [evidence] = await sekisho.evidenceFor([bare], { about: [target], searches: 'never' });
  await expect(sekisho.judge(evidence!, target)).resolves.toMatchObject({ verdict: 'attack' });
  await expect(sekisho.judge({ ...evidence! }, target)).rejects.toThrow(TypeError);
  await expect(sekisho.evidenceFor([bare, bare])).rejects.toThrow(RangeError);
});

test('what does not ship is inconclusive where nothing may be searched', async () => {
  const target = { goal: 'sync' } as const;
  const shipped = sekisho.profile('paper-server-app');
  const mine = sekisho.parseProfile('extends: paper-server-app\nswitches: { logs.no-codes: false }');
  const ask = { about: [target], searches: 'never' } as const;
  const [known, unknown] = await sekisho.evidenceFor([shipped, mine], ask);
  await expect(sekisho.judge(known!, target)).resolves.toMatchObject({ verdict: 'no-attack-within-bounds' });
  await expect(sekisho.judge(unknown!, target)).resolves.toMatchObject({ verdict: 'inconclusive' });
});

test('breaking sets are refused of paths that are not all', async () => {
  const found = await sekisho.paths(['sync'], { searches: 'never' });
  expect(sekisho.breakingSets(found, bare)).toEqual([['CM22']]);
  expect(() => sekisho.breakingSets({ ...found, complete: false }, bare)).toThrow(RangeError);
});

test('a trace that was changed does not replay', async () => {
  const { attack } = await sekisho.search(bare, 'read.direct', {
    scenario: small,
    capabilities: ['wiretap.back'],
  });
  const trace = sekisho.traceOf(attack!, 'rfc6749-bare');
  expect(sekisho.replayTrace(trace).goal).toBe('read.direct');
  const cut = { ...trace, steps: trace.steps.slice(0, -1) };
  expect(problemOf(() => sekisho.replayTrace(cut)).exitCode).toBe(22);
  const setting = sekisho.settle(bare, attack!.scenario);
  const moves = sekisho.movesOf(attack!);
  expect(sekisho.replay(moves, 'read.direct', setting, ['wiretap.back'])).toHaveProperty('attack');
  expect(sekisho.replay(moves, 'read.direct', setting, [])).toHaveProperty('failure');
});

test.each(['svg', 'mmd', 'puml', 'dot', 'html', 'txt'] as const)(
  'the honest run is drawn as %s',
  async (format) => {
    const drawn = await sekisho.drawFlow(sekisho.settle(bare, small), { format, lang: 'ja' });
    expect(drawn).toContain('認可');
    const machine = await sekisho.drawMachine('client', { format, detail: 'overview' });
    expect(machine.length).toBeGreaterThan(100);
  },
);

test('conditions are drawn from paths', async () => {
  const found = await sekisho.paths(['sync'], { searches: 'never' });
  const ask = { of: { goal: 'sync' }, format: 'txt' } as const;
  expect(await sekisho.drawConditions('lattice', found, bare, ask)).toContain('CM22');
  expect(await sekisho.drawConditions('tree', found, bare, ask)).toContain('CM22');
});
