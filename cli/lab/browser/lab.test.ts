// The commands of the lab, as a user runs them: a small sample, weak and fixed. The whole is in docs/results/lab.md.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { root } from '../../explorer/testing/program.js';

const explorer = inject('explorer');
const trace = (name: string) => join(root, `docs/gallery/traces/${name}.json`);
interface Told {
  readonly results: readonly {
    readonly verdict: string;
    readonly isMismatch: boolean;
    readonly isAtModelsStep: boolean | null;
    readonly stopped: { readonly step: number | null; readonly by: string; readonly words: string } | null;
    readonly model: { readonly stopsAt: number | null; readonly checks: readonly string[] };
  }[];
}
const start = (...args: readonly string[]) =>
  spawn(process.execPath, [join(explorer!.program, 'cli/main.js'), ...args], { cwd: root });
async function run(...args: readonly string[]) {
  const child = start(...args);
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  const code = await new Promise<number | null>((ok) => child.on('close', ok));
  return { code, out, err };
}
const confirmed = async (...args: readonly string[]): Promise<Told & { readonly code: number | null }> => {
  const { code, out, err } = await run('confirm', '--json', '--quiet', ...args);
  expect(err).toBe('');
  return { code, ...(JSON.parse(out) as Told) };
};
/** Processes of the lab: stacks of this program, and browsers that were started for it. */
function left(): readonly string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const isStack = command.includes(join(explorer!.program, 'cli/lab/child.js'));
        return isStack || /--host-resolver-rules=MAP \*\.test/.test(command) ? [command.slice(0, 120)] : [];
      } catch {
        return [];
      }
    });
}

describe.skipIf(explorer === null)('confirm', () => {
  const stacks = [
    ['oidc-provider', 'openid-client'],
    ['node-oauth', 'passport-oauth2'],
  ] as const;
  for (const [server, client] of stacks) {
    const on = ['--server', server, '--client', client, '--no-browser'];
    it(`performs a sample on ${server} + ${client}, and stops it at the step that the model names`, async () => {
      const weak = await confirmed(trace('T7B'), trace('T9'), trace('N5'), ...on);
      expect(weak.results.map((r) => r.verdict)).toEqual([
        'confirmed',
        'confirmed-by-simulation',
        'confirmed',
      ]);
      expect(weak.code).toBe(0);
      for (const [name, fix] of [
        ['T7B', 'tls.front'],
        ['T9', 'state.bound-to-agent'],
        ['T7D', 'redirect.exact'],
      ] as const) {
        const { code, results } = await confirmed(trace(name), '--fix', fix, ...on);
        expect(results[0], `${name} ${fix}`).toMatchObject({
          verdict: 'stopped',
          isMismatch: false,
          isAtModelsStep: true,
        });
        expect(code).toBe(0);
      }
    });
  }

  it('has Chromium as the user agent of alice', async () => {
    const { code, results } = await confirmed(trace('T7D'));
    expect(results[0]).toMatchObject({ verdict: 'confirmed', isMismatch: false });
    expect(code).toBe(0);
    expect(left()).toEqual([]);
  });

  it('says what a stack cannot have, with its evidence', async () => {
    const { code, results } = await confirmed(
      trace('T9'),
      '--fix',
      'request.signed',
      '--server',
      'node-oauth',
      '--no-browser',
    );
    expect(results[0]!.verdict).toBe('not-applicable');
    expect(code).toBe(20);
  });

  it('refuses names that there are not, before anything starts', async () => {
    for (const [args, code] of [
      [[trace('T9'), '--server', 'keycloak'], 64],
      [[trace('T9'), '--fix', 'state.compare'], 64],
      [[trace('T9'), '--log', 'har'], 64],
      [['nothing.json'], 66],
    ] as const)
      expect((await run('confirm', ...args)).code).toBe(code);
    expect(left()).toEqual([]);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const)
    it(`leaves nothing running after ${signal}`, async () => {
      const child = start('confirm', trace('T7D'), trace('T7B'), trace('T9'));
      const ended = new Promise((ok) => child.on('close', ok));
      const isUp = async () => {
        for (let i = 0; i < 400 && left().length < 3; i++) await new Promise((ok) => setTimeout(ok, 50));
      };
      await isUp();
      child.kill(signal);
      await ended;
      for (let i = 0; i < 200 && left().length > 0; i++) await new Promise((ok) => setTimeout(ok, 50));
      expect(left()).toEqual([]);
    });

  it('gives up what takes too long, and goes on', async () => {
    const { code, results } = await confirmed(trace('T7D'), '--seconds', '1');
    // A second may be enough for it; then it says so.
    expect(['unsupported', 'confirmed']).toContain(results[0]!.verdict);
    expect([0, 20]).toContain(code);
    expect(left()).toEqual([]);
  });
});
