// Prints a model as a TLA+ module, for TLC and Apalache. Local states, secrets and moves are strings; `move` names the
// move that led here, so a trace of states is a trace of moves.

import { describeScenario } from '../../model/scenario.js';
import { idsOf } from '../../attacks/search/conditions.js';
import type { Alternative } from './alternatives.js';
import type { ExportModel } from './model.js';
import { componentComment, describeLocal, stateName } from './names.js';
import type { Condition, Gain } from './rules.js';
import { headOf, type Subject } from './subject.js';

const text = (s: string): string => `"${s.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const set = (items: readonly string[]): string => `{${items.map(text).join(', ')}}`;
const line = (s: string): string => `\\* ${s}`;

/** The variables of a module, in the order in which traces list them. */
export const variablesOf = (subject: Subject, components: readonly string[]): readonly string[] => [
  ...components,
  'known',
  'reached',
  'move',
  ...(subject.on === null ? ['on', 'off'] : []),
  ...(subject.atMost === null ? [] : ['has']),
];
export const startMove = 'start';

export function tlaOf(model: ExportModel, module: string): string {
  const { subject, locals, alternatives } = model;
  const variables = variablesOf(subject, locals.components);
  const type = (v: string) => (['known', 'reached', 'on', 'off', 'has'].includes(v) ? 'Set(Str)' : 'Str');
  const names = alternatives.map((_, i) => `Alternative${i}`);
  return [
    `---- MODULE ${module} ----`,
    `(* ${headOf(subject)} *)`,
    line(
      'OAuth 2.0 authorization code flow with an attacker, generated from the machines of the parties and',
    ),
    line('the moves of the attacker. Do not edit: export it again.'),
    line(`Bounds: ${describeScenario(subject.scenario)}.`),
    line(`Profile: ${subject.profile}. Goals that must not be reached: ${subject.goals.join(', ')}.`),
    line('Check that NotReached is an invariant of Spec.'),
    '',
    'VARIABLES',
    variables.map((v) => `  ${line(`@type: ${type(v)};`)}\n  ${v}`).join(',\n'),
    '',
    `vars == <<${variables.join(', ')}>>`,
    '',
    ...locals.components.flatMap((component, i) => [
      line(`${component}: ${componentComment[component[0]!]}`),
      ...locals.all[i]!.map((local, n) =>
        line(`  ${stateName(locals, i, n)}: ${describeLocal(local, locals.all[i]![0]!)}`),
      ),
    ]),
    '',
    ...attackerLines(model),
    '',
    'Init ==',
    ...locals.components.map((component, i) => `  /\\ ${component} = ${text(stateName(locals, i, 0))}`),
    '  /\\ known = {}',
    '  /\\ reached = {}',
    `  /\\ move = ${text(startMove)}`,
    ...(subject.on === null ? ['  /\\ on \\in SUBSET Hearing', '  /\\ off = Hearing \\ on'] : []),
    ...(subject.atMost === null ? [] : ['  /\\ has \\in Attackers']),
    '',
    ...alternatives.flatMap((a, i) => [
      line(a.move),
      `${names[i]} ==`,
      ...alternativeLines(a, model, variables),
      '',
    ]),
    line('A world in which nothing can happen stays as it is.'),
    'Next ==',
    ...names.map((name) => `  \\/ ${name}`),
    '  \\/ UNCHANGED vars',
    '',
    'Spec == Init /\\ [][Next]_vars',
    '',
    `NotReached == reached = {}${model.vacuous.length > 0 ? ' \\/ Vacuous' : ''}`,
    '====',
    '',
  ].join('\n');
}

function attackerLines({ subject, hearing, vacuous }: ExportModel): string[] {
  const lines: string[] = [];
  if (subject.on === null) {
    lines.push(
      line('Switches that decide what is heard are chosen at the start, the others when first asked.'),
    );
    lines.push(`Hearing == ${set(hearing)}`);
    const cubes = vacuous.map((c) => literals({ on: idsOf(c.on), off: idsOf(c.off) }, 'is').join(' /\\ '));
    if (cubes.length > 0) {
      lines.push(line('Without a verdict: configurations in which the honest run does not finish.'));
      lines.push('Vacuous ==', ...cubes.map((c) => `  \\/ ${c}`));
    }
  } else
    lines.push(
      line('The switches that are on. What they decide is worked out in the alternatives.'),
      `On == ${set(subject.on)}`,
    );
  if (subject.atMost === null)
    lines.push(line('What the attacker can do.'), `Has == ${set(subject.capabilities)}`);
  else {
    const chosen = Array.from({ length: subject.atMost }, (_, i) => `c${i}`);
    lines.push(
      line('What the attacker can do: some of these.'),
      `Capabilities == ${set(subject.capabilities)}`,
    );
    lines.push(
      chosen.length === 0
        ? 'Attackers == {{}}'
        : `Attackers == {{}} \\cup {{${chosen.join(', ')}} : ${chosen.map((c) => `${c} \\in Capabilities`).join(', ')}}`,
    );
  }
  return lines;
}

/** Literals: that the switches are so (`is`), or that they may still be so (`may`). */
const literals = ({ on, off }: Condition, how: 'is' | 'may'): string[] => [
  ...on.map((id) => (how === 'is' ? `${text(id)} \\in on` : `${text(id)} \\notin off`)),
  ...off.map((id) => (how === 'is' ? `${text(id)} \\in off` : `${text(id)} \\notin on`)),
];

function alternativeLines(a: Alternative, model: ExportModel, variables: readonly string[]): string[] {
  const { locals, subject } = model;
  const decides = subject.on === null && a.on.length + a.off.length > 0;
  const written = new Set(['reached', 'move', ...a.writes.map(([c]) => locals.components[c] as string)]);
  if (a.gains.length > 0) written.add('known');
  if (decides) for (const v of ['on', 'off']) written.add(v);
  const same = variables.filter((v) => !written.has(v));
  const when = (g: Gain<string>) =>
    [
      ...(g.capability !== null && subject.atMost !== null ? [`${text(g.capability)} \\in has`] : []),
      ...literals(g, 'is'),
    ].join(' /\\ ');
  const all = (gains: readonly Gain<string>[]): string => {
    const always = [...new Set(gains.filter((g) => when(g) === '').map(({ what }) => what))];
    const sometimes = gains.filter((g) => when(g) !== '' && !always.includes(g.what));
    return [
      ...(always.length > 0 || sometimes.length === 0 ? [set(always)] : []),
      ...sometimes.map((g) => `(IF ${when(g)} THEN ${set([g.what])} ELSE {})`),
    ].join(' \\cup ');
  };
  return [
    ...a.where.flatMap((numbers, i) =>
      numbers === null
        ? []
        : [`${locals.components[i]} \\in ${set(numbers.map((n) => stateName(locals, i, n)))}`],
    ),
    ...(subject.atMost === null ? [] : a.capabilities.map((id) => `${text(id)} \\in has`)),
    ...(subject.on === null ? literals(a, 'may') : []),
    ...a.needs.map((some) =>
      some.length === 1
        ? `${text(some[0]!)} \\in known`
        : `(${some.map((t) => `${text(t)} \\in known`).join(' \\/ ') || 'FALSE'})`,
    ),
    ...a.writes.map(([c, n]) => `${locals.components[c]}' = ${text(stateName(locals, c, n))}`),
    ...(a.gains.length > 0 ? [`known' = known \\cup ${all(a.gains)}`] : []),
    `reached' = ${all(a.goals)}`,
    `move' = ${text(a.move)}`,
    ...(decides ? [`on' = on \\cup ${set(a.on)}`, `off' = off \\cup ${set(a.off)}`] : []),
    ...(same.length > 0 ? [`UNCHANGED <<${same.join(', ')}>>`] : []),
  ].map((s) => `  /\\ ${s}`);
}
