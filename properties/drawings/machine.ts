// A machine as a graph, read from its definition: states, rows between them, and in each state's box the rows that stay
// there. Guards, actions and the switches of a row are shown as they stand in the definition.

import { entities } from '../../model/world.js';
import type { Entity } from '../../model/entities/entity.js';
import { entityName, type Lang, pick, type Text } from './i18n.js';
import type { GraphDiagram, GraphEdge, GraphLine, GraphNode } from './graph.js';
import { guardName, type RowDefinition } from './tell/checks.js';
import { words } from './words/drawing.js';
import { eventNames, machineActionNames, outputNames, stateNames } from './words/machine.js';

export const entityIds: readonly string[] = entities.map(({ id }) => id);

const nameOf = (names: Readonly<Record<string, Text>>, id: string, lang: Lang): string =>
  names[id] === undefined ? id : pick(names[id], lang);

interface StateDefinition {
  readonly type?: string;
  readonly on?: Readonly<Record<string, RowDefinition | readonly RowDefinition[]>>;
}
interface Definition {
  readonly initial: string;
  readonly states: Readonly<Record<string, StateDefinition>>;
}

interface TableRow {
  readonly state: string;
  readonly event: string;
  readonly row: RowDefinition;
}

export const definitionRows = (entity: Entity): readonly TableRow[] =>
  Object.entries((entity.machine.config as unknown as Definition).states).flatMap(([state, { on = {} }]) =>
    Object.entries(on).flatMap(([event, rows]) =>
      [rows].flat().map((row) => ({ state, event, row: row as RowDefinition })),
    ),
  );

function actionsText(row: RowDefinition, lang: Lang): string {
  return (row.actions ?? [])
    .filter(({ type }) => type !== 'refuse')
    .map(({ type, params }) => {
      const name = nameOf(machineActionNames, type, lang);
      const what = params?.message === undefined ? '' : nameOf(outputNames, params.message, lang);
      return what === '' ? name : lang === 'en' ? `${name} ${what}` : `${what}を${name}`;
    })
    .join(lang === 'en' ? ', ' : '、');
}

/** A row in lines: its guard, the switches it hangs on, and what is done. */
function rowLines({ row }: TableRow, lang: Lang): GraphLine[] {
  const { under = [], unless = [] } = row.guard?.params ?? {};
  const refuses = row.actions?.some(({ type }) => type === 'refuse') ?? false;
  const mark = refuses ? '× ' : '';
  const guard = row.guard === undefined ? '' : `${mark}[${guardName(row.guard.type, lang)}]`;
  const switches = [...under.map((id) => `◆${id}`), ...unless.map((id) => `◇${id}`)].join(' ');
  const actions = actionsText(row, lang);
  return [
    ...(guard === '' ? [] : [{ text: guard, role: refuses ? ('refusal' as const) : ('guard' as const) }]),
    ...(switches === '' ? [] : [{ text: switches, role: 'switch' as const }]),
    ...(actions === '' ? [] : [{ text: `/ ${actions}`, role: 'action' as const }]),
  ];
}

/** Events that every one of several states takes alike, without being left. */
function takenEverywhere(rows: readonly TableRow[], states: readonly string[]): ReadonlySet<string> {
  const told = (state: string, event: string) =>
    JSON.stringify(rows.filter((r) => r.state === state && r.event === event).map(({ row }) => row));
  const [first, ...others] = states;
  return new Set(
    rows
      .filter((r) => r.state === first && others.length > 0)
      .map(({ event }) => event)
      .filter((event) => rows.every((r) => r.event !== event || r.row.target === undefined))
      .filter((event) => others.every((state) => told(state, event) === told(first!, event))),
  );
}

/** What a state does without leaving it, event by event. */
function bodyOf(rows: readonly TableRow[], state: string, lang: Lang): GraphLine[] {
  const staying = rows.filter((r) => r.state === state && (r.row.target ?? state) === state);
  return [...new Set(staying.map((r) => r.event))].flatMap((event) => [
    { text: nameOf(eventNames, event, lang), role: 'title' as const },
    ...staying
      .filter((r) => r.event === event)
      .map((r) => rowLines(r, lang))
      .flatMap((lines) => inOneLine(lines)),
  ]);
}
/** Guard and switches of a refusal fit in one line; actions follow where they say more than the refusal does. */
function inOneLine(lines: readonly GraphLine[]): readonly GraphLine[] {
  const [first] = lines;
  if (first === undefined) return [];
  return [{ text: lines.map((l) => l.text).join(' '), role: first.role, isIndented: true }];
}

const marks: readonly Text[] = [
  { en: '[guard]', ja: '[条件]' },
  { en: '× [guard]: refusal', ja: '× [条件]：拒否' },
  { en: '◆ under this switch', ja: '◆ このスイッチがオンのとき' },
  { en: '◇ unless this switch is on', ja: '◇ このスイッチがオンでないとき' },
  { en: '/ action', ja: '/ 動作' },
];

/** `overview`: states and what leads from one to another, for a slide; `full`: every row with its actions. */
export type MachineDetail = 'overview' | 'full';

export function machineDiagram(entity: Entity, lang: Lang, detail: MachineDetail = 'full'): GraphDiagram {
  const definition = entity.machine.config as unknown as Definition;
  const rows = definitionRows(entity);
  const leaves = (state: string) => rows.some((r) => r.state === state && (r.row.target ?? state) !== state);
  const states = Object.keys(definition.states);
  const everywhere = takenEverywhere(rows, states);
  const always = bodyOf(
    rows.filter((r) => everywhere.has(r.event)),
    definition.initial,
    lang,
  );
  const nodes: GraphNode[] = states.map((state) => {
    const all = bodyOf(
      rows.filter((r) => !everywhere.has(r.event)),
      state,
      lang,
    );
    const body = detail === 'full' ? all : [];
    return {
      id: state,
      kind: leaves(state) || all.length > 0 ? 'state' : 'final',
      lines: [{ text: stateText(state, lang), role: 'title' }],
      ...(body.length > 0 && { body }),
    };
  });
  if (detail === 'full' && always.length > 0)
    nodes.push({
      id: 'every-state',
      kind: 'state',
      lines: [{ text: pick(words.everyState, lang), role: 'title' }],
      body: always,
    });
  const edges: GraphEdge[] = [];
  for (const r of rows) {
    const to = r.row.target ?? r.state;
    if (to === r.state) continue;
    const name = { text: nameOf(eventNames, r.event, lang), role: 'title' as const };
    const lines = [name, ...(detail === 'full' ? rowLines(r, lang) : [])];
    const i = edges.findIndex((e) => e.from === r.state && e.to === to);
    // Rows of one event that an overview does not tell apart are one.
    if (i !== -1 && detail === 'overview' && edges[i]!.lines.some((l) => l.text === name.text)) continue;
    if (i === -1) edges.push({ from: r.state, to, lines });
    else edges[i] = { ...edges[i]!, lines: [...edges[i]!.lines, ...lines] };
  }
  return {
    type: 'graph',
    title: `${pick(words.machineTitle, lang)}: ${entityName(entity.id, lang)}`,
    subtitle: [],
    lang,
    direction: 'TB',
    nodes: [{ id: 'initial-point', kind: 'initial', lines: [] }, ...nodes],
    edges: [{ from: 'initial-point', to: definition.initial, lines: [] }, ...edges],
    legend: detail === 'full' ? marks.map((text) => pick(text, lang)) : [],
  };
}

function stateText(state: string, lang: Lang): string {
  const name = nameOf(stateNames, state, lang);
  if (name === state) return state;
  return lang === 'en' ? `${state} (${name})` : `${name} (${state})`;
}
