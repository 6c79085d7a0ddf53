// Every example runs, and says what it is there to show.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => void vi.restoreAllMocks());

/** Each example, and what of its output does not hang on sizes. */
const shows: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  'attackers.mjs': [/^The weakest attackers( found so far)?:$/m, /^lure in \d+ steps$/m],
  'breaking-sets.mjs': [/^\d+ paths, all there are within the bounds$/m, /^CM\d+( \+ \w+)+$/m],
  'certify-and-export.mjs': [/^\d+ states, checked$/m, 'another digest: noticed', /lines of Promela$/m],
  'compare.mjs': [/^fixed: .*T1, T2/m, /^admitted: /m],
  'explain.mjs': ['T1: no-attack-within-bounds', /^stopped by \S+ of the \w+ at \w+/m, /^reopens without /m],
  'harden.mjs': [/^CM19 costs 1; in this order: CM19$/m],
  'my-profile.mjs': [
    'read.direct by wiretap.back: attack',
    'did you mean `pkce.sent`? (at my-bank.yaml:6:3)',
  ],
  'replay-and-draw.mjs': [/^\d+ steps, read.direct reached$/m, 'THE ATTACK STOPS HERE'],
  'search.mjs': ['attack: read.direct under rfc6749-bare', '1. alice starts', /attacker spends$/],
  'verdicts.mjs': [/^read.lasting: depends \S+ refresh.none/m, /^within \d+ searches$/m],
};

test('every example is run here', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  expect(readdirSync(folder).filter((file) => file.endsWith('.mjs'))).toEqual(Object.keys(shows));
});

test.each(Object.entries(shows))('%s', async (file, wanted) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await import(/* @vite-ignore */ new URL(file, import.meta.url).pathname);
  const said = lines.join('\n');
  for (const part of wanted)
    if (typeof part === 'string') expect(said).toContain(part);
    else expect(said).toMatch(part);
});
