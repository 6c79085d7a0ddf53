// The gallery in the repository is what the model draws now, and says in each picture all that it has to say.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { langs } from '../i18n.js';
import type { Row } from '../../properties/drawings/diagram.js';
import { galleryFiles, type Plate, plates } from './gallery.js';
import { type Drawing, render } from '../../properties/drawings/render.js';
import { galleryFolder } from './shipped.js';
import { threatIds } from '../../properties/drawings/subject.js';

let files: ReadonlyMap<string, string | Uint8Array>;
let all: readonly Plate[];
beforeAll(async () => {
  all = plates(galleryFolder);
  files = await galleryFiles(galleryFolder);
}, 300_000);

/** All text of an SVG in order, without spaces: lines of a label stand one after the other. */
const textIn = (svg: string): string =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)]
    .map(([, text]) => text)
    .join('')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s/g, '');

const labelsOf = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap((r) =>
    r.type === 'band' ? [r.text] : r.kind === 'checked' ? r.details : [r.title, ...r.details],
  );
const labelsIn = (d: Drawing): readonly string[] =>
  d.type === 'sequence'
    ? labelsOf(d.rows)
    : d.type === 'twin'
      ? [...labelsOf(d.left.rows), ...labelsOf(d.right.rows), d.cause]
      : [...d.nodes.flatMap((n) => [...n.lines, ...(n.body ?? [])]), ...d.edges.flatMap((e) => e.lines)].map(
          (l) => l.text,
        );

describe('the gallery', () => {
  test('every file is fresh (make it anew with `sekisho draw all -o docs/gallery`)', () => {
    const stale = [...files].flatMap(([name, content]) => {
      try {
        return readFileSync(join(galleryFolder, name)).equals(Buffer.from(content)) ? [] : [name];
      } catch {
        return [`${name} is missing`];
      }
    });
    expect(stale).toEqual([]);
    expect(files.size).toBeGreaterThan(400);
  });

  test('every threat has an attack and a twin', () => {
    const names = new Set(all.map((p) => p.name));
    expect(threatIds.filter((id) => !names.has(`attack-${id}`) || !names.has(`twin-${id}`))).toEqual([]);
  });

  test.each(langs)('every label stands in its picture (%s)', (lang) => {
    const absent = all.flatMap((plate) => {
      const text = textIn(String(files.get(join(lang, `${plate.name}.svg`))));
      return labelsIn(plate.draw(lang))
        .filter((label) => !text.includes(label.replace(/\s/g, '')))
        .map((label) => `${plate.name}: ${label}`);
    });
    expect(absent).toEqual([]);
  });

  test('every picture has a title and a description, and no two things with one id', () => {
    for (const [name, content] of files) {
      if (!name.endsWith('.svg')) continue;
      const svg = String(content);
      expect(svg, name).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="desc">[^<]+<\/desc>/);
      const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, name).toBe(ids.length);
    }
  });

  test('no placeholder is left', () => {
    for (const [name, content] of files) expect(String(content), name).not.toMatch(/>Z[0-9a-z]+_+</);
  });

  test('the right side of every twin stops where the left does not, and says why', () => {
    for (const plate of all) {
      if (plate.kind !== 'twin') continue;
      const d = plate.draw('en');
      if (d.type !== 'twin') throw new Error('not a twin');
      const kinds = (rows: readonly Row[]) => rows.flatMap((r) => (r.type === 'note' ? [r.kind] : []));
      expect(kinds(d.left.rows), plate.name).toContain('goal');
      expect(kinds(d.left.rows), plate.name).not.toContain('stopped');
      expect(kinds(d.right.rows), plate.name).toContain('stopped');
      expect(kinds(d.right.rows), plate.name).not.toContain('goal');
      expect(d.cause, plate.name).toMatch(/\[[a-z.-]+/);
    }
  });
});

describe('formats', () => {
  const options = { paper: 'natural', splitEvery: null } as const;

  test("Mermaid's own parser takes every kind in both languages, and not just anything", async () => {
    const { window } = parseHTML('<html><body></body></html>');
    Object.assign(globalThis, { window, document: window.document });
    const { default: mermaid } = await import('mermaid');
    for (const plate of all)
      for (const lang of langs) {
        const [source] = (await render(plate.draw(lang), 'mmd', options)).files;
        await expect(mermaid.parse(String(source)), plate.name).resolves.toBeTruthy();
      }
    await expect(mermaid.parse('sequenceDiagram\n  a->>>>b hi')).rejects.toThrow();
    await expect(mermaid.parse('flowchart LR\n  a["x" --> b')).rejects.toThrow();
  });

  test('PlantUML source opens and closes, and names only parties that it declares', async () => {
    for (const plate of all.filter((p) => p.kind === 'attack' || p.kind === 'twin')) {
      const [source] = (await render(plate.draw('ja'), 'puml', options)).files;
      const lines = String(source).trimEnd().split('\n');
      expect([lines[0], lines.at(-1)]).toEqual(['@startuml', '@enduml']);
      const declared = new Set(lines.flatMap((l) => /^participant ".*" as (\w+)/.exec(l)?.[1] ?? []));
      const used = lines.flatMap((l) => /^(\w+) -\S* (\w+) :/.exec(l)?.slice(1, 3) ?? []);
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((id) => !declared.has(id))).toEqual([]);
      expect(lines.filter((l) => /^alt /.test(l)).length).toBe(lines.filter((l) => l === 'end').length);
    }
  });

  test('the text numbers every step and says what is known after it', () => {
    for (const plate of all.filter((p) => p.kind === 'attack')) {
      const d = plate.draw('en');
      if (d.type !== 'sequence') throw new Error('not a sequence');
      const text = String(files.get(join('en', `${plate.name}.txt`)));
      for (const step of d.steps) expect(text).toContain(`\n${step.n}. `);
      expect(text.match(/The attacker knows: /g)?.length).toBe(d.steps.length);
    }
  });

  test('pages repeat the heads and together hold every step', async () => {
    const d = all.find((p) => p.name === 'attack-T1')!.draw('en');
    if (d.type !== 'sequence') throw new Error('not a sequence');
    const { files: pages } = await render(d, 'svg', { paper: 'a4', splitEvery: 4 });
    expect(pages.length).toBe(Math.ceil(d.steps.length / 4));
    for (const page of pages)
      for (const party of d.parties) expect(String(page)).toContain(`>${party.number}`);
    const text = pages.map((p) => textIn(String(p))).join('');
    for (const label of labelsOf(d.rows)) expect(text).toContain(label.replace(/\s/g, ''));
  });

  test('a PNG is one, and the same every time', async () => {
    const d = all.find((p) => p.name === 'attack-T12')!.draw('ja');
    const draw = async () =>
      Buffer.from((await render(d, 'png', { paper: '16:9', splitEvery: null })).files[0]!);
    const [one, two] = [await draw(), await draw()];
    expect(one.subarray(1, 4).toString()).toBe('PNG');
    expect(one.readUInt32BE(16)).toBe(1920);
    expect(one.equals(two)).toBe(true);
  });

  test('the page steps forward by a key, one arrow at a time, and tells what is known', () => {
    const { window, document } = parseHTML(String(files.get(join('en', 'attack-T6.html'))));
    const script = [...document.querySelectorAll('script')].at(-1)!.textContent!;
    const listeners: ((e: object) => void)[] = [];
    const page = new Function('document', 'location', 'history', 'addEventListener', script);
    page(document, { hash: '' }, { replaceState: () => {} }, (_: string, f: (e: object) => void) =>
      listeners.push(f),
    );
    const press = (key: string) => {
      for (const f of listeners) f({ key, target: { tagName: 'BODY' }, preventDefault: () => {} });
    };
    const shown = () =>
      new Set(
        [...document.querySelectorAll('.frame.shown')].map((g) => /f\d+/.exec(g.getAttribute('class')!)![0]),
      ).size;
    expect(shown()).toBe(1);
    press('ArrowRight');
    expect(shown()).toBe(2);
    press('ArrowLeft');
    expect(shown()).toBe(1);
    press('End');
    const frames = JSON.parse(document.getElementById('frames')!.textContent!).frames as {
      knows: string[];
    }[];
    expect(shown()).toBe(frames.length);
    const known = [...document.querySelectorAll('#knows li')].map((li) => li.textContent);
    expect(known).toEqual(frames.at(-1)!.knows);
    expect(known).toContain("alice's access token");
    void window;
  });
});
