// The gallery: every flow, attack, twin, machine, tree and lattice in both languages, with a page that leads to them.
// Drawn from the traces and conditions that lie in the gallery's own folder.

import { join } from 'node:path';
import { goals } from '../../attacks/goals.js';
import { entities } from '../../model/world.js';
import { measures } from '../../model/measures.js';
import { profiles } from '../../model/profiles.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { type Lang, langs, pick } from '../i18n.js';
import { attackDrawing, flowDrawing, twinDrawing } from '../../properties/drawings/compose.js';
import { switchesOf } from '../../properties/drawings/defence.js';
import { latticeDiagram } from '../../properties/drawings/lattice.js';
import { machineDiagram } from '../../properties/drawings/machine.js';
import { type Drawing, type Format, render } from '../../properties/drawings/render.js';
import { pathsFile, readPaths, traceFile } from './shipped.js';
import { subjectName, threatIds } from '../../properties/drawings/subject.js';
import { subjectOfTrace } from './traceSubject.js';
import { escaped } from '../../properties/drawings/svg/placeholders.js';
import { conditionsSubtitle, treeDiagram } from '../../properties/drawings/tree.js';
import { words } from '../../properties/drawings/words/drawing.js';

export interface Plate {
  readonly kind: 'flow' | 'attack' | 'twin' | 'machine' | 'tree' | 'lattice';
  /** File name without language and extension. */
  readonly name: string;
  readonly draw: (lang: Lang) => Drawing;
  readonly formats: readonly Format[];
}

const flowScenario: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const base = profiles.find((p) => p.name === 'rfc6749-bare')!;

/** Measures with one of these change what the honest run looks like, and get a flow each. */
const shownInFlows: readonly SwitchId[] = ['pkce.verified', 'second-channel'];

/** The honest runs shown: by profile, and with one thing more than the bare flow. */
const flows: readonly { name: string; on: ReadonlySet<string>; scenario: Scenario }[] = [
  ...profiles.map((p) => ({ name: p.name, on: p.on, scenario: flowScenario })),
  ...measures
    .filter(({ switches }) => shownInFlows.some((id) => (switches as readonly SwitchId[]).includes(id)))
    .map(({ id }) => ({
      name: `${base.name} + ${id}`,
      on: new Set<string>([...base.on, ...switchesOf([id])]),
      scenario: flowScenario,
    })),
  { name: `${base.name} + refresh`, on: base.on, scenario: { ...flowScenario, refresh: true, ticks: 1 } },
];
const fileName = (name: string): string => name.replace(/[^A-Za-z0-9.]+/g, '-');

export function plates(folder: string): readonly Plate[] {
  const data = readPaths(pathsFile(folder));
  const subjects = threatIds.map((id) => subjectOfTrace(traceFile(folder, id), id));
  const about = (title: string, lang: Lang, paths: typeof data.paths) => ({
    title,
    subtitle: conditionsSubtitle(base.name, lang),
    lang,
    paths,
    base: base.on as ReadonlySet<SwitchId>,
    vacuous: data.vacuous,
  });
  return [
    ...flows.map(
      ({ name, on, scenario }): Plate => ({
        kind: 'flow',
        name: `flow-${fileName(name)}`,
        formats: ['svg'],
        draw: (lang) =>
          flowDrawing({ scenario, on: on as ReadonlySet<SwitchId>, capabilities: new Set() }, name, { lang }),
      }),
    ),
    ...subjects.map(
      (s): Plate => ({
        kind: 'attack',
        name: `attack-${s.id}`,
        formats: ['svg', 'html', 'txt', 'mmd', 'puml'],
        draw: (lang) => attackDrawing(s, { lang }),
      }),
    ),
    ...subjects.map(
      (s): Plate => ({
        kind: 'twin',
        name: `twin-${s.id}`,
        formats: ['svg', 'txt'],
        draw: (lang) => twinDrawing(s, { lang }, null),
      }),
    ),
    ...entities.map(
      (e): Plate => ({
        kind: 'machine',
        name: `machine-${e.id}`,
        formats: ['svg'],
        draw: (lang) => machineDiagram(e, lang),
      }),
    ),
    ...goals
      .filter(({ kind }) => kind === 'end')
      .map(
        ({ id, name }): Plate => ({
          kind: 'tree',
          name: `tree-${fileName(id)}`,
          formats: ['svg'],
          draw: (lang) =>
            treeDiagram(
              about(
                pick(name, lang),
                lang,
                data.paths.filter((p) => p.goal === id),
              ),
            ),
        }),
      ),
    ...threatIds.map(
      (id): Plate => ({
        kind: 'lattice',
        name: `lattice-${id}`,
        formats: ['svg'],
        draw: (lang) =>
          latticeDiagram(
            about(
              subjectName(id, lang),
              lang,
              data.paths.filter((p) => p.threats.includes(id)),
            ),
          ),
      }),
    ),
  ];
}

/** Every file of the gallery but its data, by name. `onProgress` is awaited before each drawing; it may throw to stop. */
export async function galleryFiles(
  folder: string,
  onProgress: (line: string) => void | Promise<void> = () => {},
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const all = plates(folder);
  for (const lang of langs) {
    const entries: { plate: Plate; title: string }[] = [];
    for (const plate of all) {
      await onProgress(`${plate.name}.${lang}`);
      const drawing = plate.draw(lang);
      entries.push({ plate, title: drawing.title });
      for (const format of plate.formats) {
        const { files: pages } = await render(drawing, format, { paper: 'natural', splitEvery: null });
        files.set(join(lang, `${plate.name}.${format}`), pages[0]!);
      }
    }
    files.set(join(lang, 'index.html'), indexPage(entries, lang));
  }
  return files;
}

const kindTitles = {
  flow: words.flowTitle,
  attack: words.attackTitle,
  twin: words.twinTitle,
  machine: words.machineTitle,
  tree: words.treeTitle,
  lattice: words.latticeTitle,
} as const;

function indexPage(entries: readonly { plate: Plate; title: string }[], lang: Lang): string {
  const title = lang === 'en' ? 'Drawings for teaching' : '教材用の図';
  const other =
    lang === 'en' ? '<a href="../ja/index.html">日本語</a>' : '<a href="../en/index.html">English</a>';
  const sections = (Object.keys(kindTitles) as (keyof typeof kindTitles)[]).map((kind) => {
    const items = entries
      .filter((e) => e.plate.kind === kind)
      .map(({ plate, title: t }) => {
        const links = plate.formats.map((f) => `<a href="${plate.name}.${f}">.${f}</a>`).join(' ');
        return `<li>${escaped(t)}: ${links}</li>`;
      });
    return `<h2>${escaped(pick(kindTitles[kind], lang))}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}li{margin:.2rem 0}</style></head>
<body>
<h1>${title}</h1>
<p>${other}</p>
${sections.join('\n')}
</body></html>
`;
}
