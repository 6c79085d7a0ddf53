// What all commands print with obeys the width and the style asked for.

import { afterEach, expect, test, vi } from 'vitest';
import { displayWidth, notice, progress, setStyle, table } from './output.js';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  setStyle({});
});

const words = 'a sentence of many short words that has to be broken somewhere '.repeat(3);
test.each([60, 80, 140])('a table is as wide as COLUMNS says: %d', (columns) => {
  vi.stubEnv('COLUMNS', String(columns));
  const widths = table(['what', 'said'], [['one', words]])
    .split('\n')
    .map(displayWidth);
  expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  expect(Math.max(...widths)).toBeGreaterThan(columns - 12);
});

test.each(['', 'wide', '-3', '0'])('COLUMNS that says nothing is not heeded: "%s"', (columns) => {
  vi.stubEnv('COLUMNS', columns);
  const widths = table(['what', 'said'], [['one', words]])
    .split('\n')
    .map(displayWidth);
  expect(Math.max(...widths)).toBeGreaterThan(80);
});

test('progress is shown on a terminal, unless the command is to be quiet', () => {
  const before = process.stderr.isTTY;
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.stderr.isTTY = true;
  try {
    progress('half');
    expect(write).toHaveBeenCalledWith(expect.stringContaining('half'));
    progress('');
    write.mockClear();
    setStyle({ quiet: true });
    progress('half');
    notice('long');
    expect(write).not.toHaveBeenCalled();
  } finally {
    process.stderr.isTTY = before;
  }
});
