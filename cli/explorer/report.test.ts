// `sekisho report`: what it writes, and what it says where it cannot. Its page is the built one; there is a small book.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { register } from '../commands/report.js';
import { CliError, EXIT } from '../errors.js';
import { shippedProfiles } from '../../properties/profiles/shipped/index.js';
import type { Book } from './book.js';
import { explorerHtml } from './html.js';
import { pack } from './pack.js';
import { unpack } from './unpack.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-report-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const book: Book = {
  version: '0',
  model: 'a model',
  presets: shippedProfiles,
  worlds: [{ stated: {}, searches: [] }],
  searches: [],
};

async function refusal(...args: readonly string[]): Promise<CliError> {
  const program = new Command().exitOverride();
  register(program);
  try {
    await program.parseAsync(['node', 'sekisho', 'report', ...args]);
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('sekisho report', () => {
  test.each([
    ['a folder', [], '.', EXIT.usage, /is a folder/],
    ['no folder', [], 'none/x.html', EXIT.missing, /no folder/],
    ['no such file', ['none.yaml'], 'x.html', EXIT.missing, /no file `none.yaml`/],
    ['no such profile', ['paper-al'], 'x.html', EXIT.missing, /did you mean `paper-all`/],
  ] as const)('%s is refused before anything is searched', async (_, names, out, code, what) => {
    const error = await refusal(...names, '-o', join(folder, out));
    expect(error.exitCode).toBe(code);
    expect(error.what).toMatch(what);
  });

  test('the same book is the same page, byte for byte; another language is another', () => {
    expect(explorerHtml(book, 'en')).toBe(explorerHtml(book, 'en'));
    expect(explorerHtml(book, 'en')).toContain('<html lang="en">');
    expect(explorerHtml(book, 'ja')).toContain('<html lang="ja">');
  });

  test('profiles are packed in their order', () => {
    const names = shippedProfiles.toReversed().map(({ name }) => name);
    const packed = pack({ ...book, presets: shippedProfiles.toReversed() });
    expect(unpack(packed).presets.map(({ name }) => name)).toEqual(names);
  });
});
