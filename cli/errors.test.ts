import { afterEach, describe, expect, test, vi } from 'vitest';
import { switchIds } from '../model/switches.js';
import { CliError, EXIT, unknown } from './errors.js';
import { report } from './reportError.js';
import { nearest } from '../properties/input/suggest.js';

function reported(error: unknown, json: boolean): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  report(error, json);
  return write.mock.calls.map(([text]) => String(text)).join('');
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('unknown names', () => {
  test('a near name is suggested and all are listed', () => {
    const error = unknown('switch', 'pkce.requird', switchIds, EXIT.badFile);
    expect(error.what).toBe('no switch `pkce.requird`; did you mean `pkce.required`?');
    expect(error.exitCode).toBe(65);
    expect(error.available).toEqual(switchIds);
  });

  test('nothing is suggested for a name like none', () => {
    expect(unknown('switch', 'zzzzzz', switchIds, EXIT.usage).what).toBe('no switch `zzzzzz`');
  });

  test.each([
    ['PKCE.REQUIRED', 'pkce.required'],
    ['tls.fornt', 'tls.front'],
    ['', null],
    ['x'.repeat(100_000), null],
  ])('the nearest to %.20s is %s', (given, meant) => {
    expect(nearest(given, switchIds)).toBe(meant);
  });
});

describe('reports', () => {
  test('what, why, what to do and what there is, without a stack trace', () => {
    const error = new CliError(EXIT.usage, 'it failed', {
      why: 'because',
      fix: 'try',
      available: ['a', 'b'],
    });
    expect(reported(error, false)).toBe('error: it failed\n  why: because\n  do: try\n  available: a, b\n');
  });

  test('no stack trace of a CliError even when debugging', () => {
    vi.stubEnv('SEKISHO_DEBUG', '1');
    expect(reported(new CliError(EXIT.usage, 'it failed'), false)).toBe('error: it failed\n');
  });

  test('JSON has the same parts', () => {
    const error = new CliError(EXIT.missing, 'gone', { fix: 'look' });
    expect(JSON.parse(reported(error, true))).toEqual({ error: { exitCode: 66, what: 'gone', do: 'look' } });
  });

  test('any other error is one line, with its stack only when debugging', () => {
    vi.stubEnv('SEKISHO_DEBUG', '');
    expect(reported(new Error('odd\nthing'), false)).toBe('internal error: odd thing\n');
    vi.restoreAllMocks();
    vi.stubEnv('SEKISHO_DEBUG', '1');
    expect(reported(new Error('odd'), false)).toMatch(/^internal error: odd\nError: odd\n\s+at /);
  });

  test('control characters of the input do not reach the terminal', () => {
    expect(reported(new CliError(EXIT.usage, 'no \u001b[31mred'), false)).toBe('error: no  [31mred\n');
  });
});
