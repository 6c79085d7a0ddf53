// The reference pages are what the tables say now.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { referencePages } from './reference.js';

const folder = fileURLToPath(new URL('../docs/reference/', import.meta.url));
const pages = referencePages();

if (process.env.SEKISHO_UPDATE) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of pages) writeFileSync(`${folder}${file}`, text);
}

test('there is no other page', () => {
  expect(existsSync(folder) ? readdirSync(folder).sort() : []).toEqual([...pages.keys()].sort());
});

test.each([...pages])('%s is current', (file, text) => {
  expect(readFileSync(`${folder}${file}`, 'utf8')).toBe(text);
});

test('every row of a table has as many cells as its head', () => {
  for (const text of pages.values())
    for (const block of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const widths = block
        .trim()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
});
