// Prints a model as Promela. One process makes one move at a time; a move is one `d_step`, so the steps of a trail are
// the steps of an attack. Printed lines (MOVE, SWITCH, CAPABILITY) are what a trail is read back from.

import { describeScenario } from '../../model/scenario.js';
import { switches, switchIds } from '../../model/switches.js';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { idsOf } from '../../attacks/search/conditions.js';
import type { Alternative } from './alternatives.js';
import { capabilityName, type ExportModel, goalName } from './model.js';
import { componentComment, describeLocal, identifier, stateName } from './names.js';
import type { Condition, Gain } from './rules.js';
import { headOf } from './subject.js';

const comment = (text: string): string => `/* ${text.replaceAll('*/', '* /')} */`;
const know = (term: string) => `know_${identifier(term)}`;
const goalBit = (goal: string) => `reached_${identifier(goal)}`;
const switchVar = (id: string) => `sw_${identifier(id)}`;
const has = (id: string) => `has_${identifier(id)}`;

/** Steps that come before the first move: the choices of what is free. */
export const choicesBefore = ({ subject, hearing }: ExportModel): number =>
  (subject.atMost ?? 0) + hearing.length;

export function promelaOf(model: ExportModel): string {
  const { subject, locals, alternatives, moves } = model;
  return [
    comment(headOf(subject)),
    comment(
      [
        'OAuth 2.0 authorization code flow with an attacker, generated from the machines of the parties and the moves',
        '   of the attacker. Do not edit: export it again.',
        `   Bounds: ${describeScenario(subject.scenario)}.`,
        `   Profile: ${subject.profile}.`,
        '   Shortest attack:  spin -a THIS && gcc -O2 -DSAFETY -DBFS -o pan pan.c && ./pan',
        '   Any attack:       spin -a THIS && gcc -O2 -DSAFETY -o pan pan.c && ./pan',
        '   Its moves:        spin -t THIS',
        ...(choicesBefore(model) > 0
          ? [`   The first ${choicesBefore(model)} steps of a trail are choices of what is free, not moves.`]
          : []),
        '',
      ].join('\n'),
    ),
    '',
    ...configurationLines(model),
    '',
    ...locals.components.flatMap((component, i) => [
      comment(`${component}: ${componentComment[component[0]!]}`),
      ...locals.all[i]!.map(
        (local, n) =>
          `#define ${stateName(locals, i, n)} ${n} ${comment(describeLocal(local, locals.all[i]![0]!))}`,
      ),
      `${locals.all[i]!.length > 255 ? 'short' : 'byte'} ${component} = 0;`,
      '',
    ]),
    comment('What the attacker knows.'),
    ...model.terms.map((term) => `bit ${know(term)} = 0; ${comment(term)}`),
    '',
    comment('The goals. A bit is set and asserted within one step, so it is 0 in every state.'),
    ...subject.goals.map((goal) => `bit ${goalBit(goal)} = 0; ${comment(goalName(goal))}`),
    '#define MOVE(n) printf("MOVE %d\\n", n)',
    `#define REACHES(g, when) g = (when); assert(!g${model.vacuous.length > 0 ? ' || VACUOUS' : ''}); g = 0`,
    '',
    'active proctype world() {',
    ...choiceLines(model),
    'end:',
    '  do',
    ...alternatives.flatMap((a, i) => {
      const number = moves.indexOf(a.move);
      const isNew = alternatives[i - 1]?.move !== a.move;
      return [
        ...(isNew ? ['', `  ${comment(`MOVE ${number} is ${a.move}`)}`] : []),
        ...alternativeLines(a, model, number),
      ];
    }),
    // A world in which nothing can happen is still a world.
    ...(alternatives.length === 0 ? ['  :: false'] : []),
    '  od',
    '}',
    '',
  ].join('\n');
}

/** Switches and capabilities: constants where they are given, variables where they are free. */
function configurationLines({ subject, switches: free, vacuous }: ExportModel): string[] {
  const lines: string[] = [];
  const { on } = subject;
  if (on !== null) {
    lines.push(comment('The switches. What they decide is worked out below; the constants say for which.'));
    for (const { id, name } of switches)
      lines.push(`#define ${switchVar(id)} ${on.includes(id) ? 1 : 0} ${comment(name.en)}`);
  } else {
    lines.push(comment('The switches that matter, each chosen once: what decides hearing at the start, the'));
    lines.push(comment('others when first asked. 0 not chosen yet, 1 on, 2 off.'));
    lines.push('#define ON 1', '#define OFF 2');
    lines.push(
      '#define DECIDE(s, n, v) if :: s != v -> s = v; printf("SWITCH %d %d\\n", n, v) :: else -> skip fi',
    );
    for (const id of free)
      lines.push(
        `byte ${switchVar(id)} = 0; ${comment(`${switchIds.indexOf(id)}: ${switches.find((s) => s.id === id)!.name.en}`)}`,
      );
    const held = vacuous.filter((cube) => idsOf(cube.on | cube.off).every((id) => free.includes(id)));
    if (vacuous.length > 0) {
      lines.push(comment('Without a verdict: configurations in which the honest run does not finish.'));
      const cubes = held.map((c) => condition({ on: idsOf(c.on), off: idsOf(c.off) }, 'is'));
      lines.push(`#define VACUOUS (${cubes.map((c) => `(${c.join(' && ')})`).join(' || ') || '0'})`);
    }
  }
  lines.push('', comment('What the attacker can do.'));
  if (subject.atMost === null)
    for (const id of subject.capabilities) lines.push(`#define ${has(id)} 1 ${comment(capabilityName(id))}`);
  else {
    lines.push(comment(`It has at most ${subject.atMost} of these, chosen at the start; 0 stands for none.`));
    const chosen = Array.from({ length: subject.atMost }, (_, i) => `chosen${i}`);
    for (const variable of chosen) lines.push(`byte ${variable} = 0;`);
    for (const id of subject.capabilities)
      lines.push(
        `#define ${has(id)} (${chosen.map((v) => `${v} == ${numberOf(id)}`).join(' || ') || '0'}) ${comment(capabilityName(id))}`,
      );
  }
  return lines;
}
const numberOf = (id: string) => capabilities.findIndex((c) => c.id === id) + 1;

/** The choices that are made at the start. Each takes one step, whatever is chosen. */
function choiceLines({ subject, hearing, alternatives }: ExportModel): string[] {
  const lines: string[] = [];
  for (let i = 0; i < (subject.atMost ?? 0); i++) {
    lines.push('  if');
    for (const n of [0, ...subject.capabilities.map(numberOf)]) {
      // In ascending order, so that no set is chosen twice.
      const before = `chosen${i - 1}`;
      const guard = i === 0 ? '1' : n === 0 ? `${before} == 0` : `${before} < ${n}`;
      lines.push(`  :: d_step { ${guard} -> chosen${i} = ${n}; printf("CAPABILITY %d\\n", ${n}) }`);
    }
    lines.push('  fi;');
  }
  const gains = alternatives.flatMap((a): readonly Gain<unknown>[] => [...a.gains, ...a.goals]);
  for (const id of hearing) {
    const by = new Set(
      gains.filter((g) => g.on.includes(id) || g.off.includes(id)).map(({ capability }) => capability),
    );
    // What no capability of this attacker hears needs no choice.
    const matters = by.has(null) ? '1' : [...by].map((c) => has(c!)).join(' || ');
    lines.push('  if');
    for (const [value, n] of [
      ['ON', 1],
      ['OFF', 2],
    ] as const)
      lines.push(
        `  :: d_step { (${matters}) -> ${switchVar(id)} = ${value}; printf("SWITCH %d %d\\n", ${switchIds.indexOf(id)}, ${n}) }`,
      );
    lines.push(`  :: d_step { !(${matters}) -> skip }`, '  fi;');
  }
  return lines;
}

/** Literals: that the switches are so (`is`), or that they may still be so (`may`). */
const condition = ({ on, off }: Condition, how: 'is' | 'may'): string[] => [
  ...on.map((id) => (how === 'is' ? `${switchVar(id)} == ON` : `${switchVar(id)} != OFF`)),
  ...off.map((id) => (how === 'is' ? `${switchVar(id)} == OFF` : `${switchVar(id)} != ON`)),
];

function alternativeLines(a: Alternative, model: ExportModel, number: number): string[] {
  const { locals, subject } = model;
  const where = a.where.flatMap((numbers, i) => (numbers === null ? [] : [where1(model, i, numbers)]));
  const guards = [
    ...where,
    ...a.capabilities.filter(() => subject.atMost !== null).map((id) => `(${has(id)})`),
    ...condition(a, 'may'),
    ...a.needs.map((some) => `(${some.map((t) => (model.terms.includes(t) ? know(t) : '0')).join(' || ')})`),
  ];
  const when = (g: Gain<unknown>) =>
    [
      ...(g.capability !== null && subject.atMost !== null ? [`(${has(g.capability)})`] : []),
      ...condition(g, 'is'),
    ].join(' && ') || '1';
  const gained = byWhat(a.gains);
  const reached = byWhat(a.goals);
  const any = (gains: readonly Gain<unknown>[]) => {
    const ways = [...new Set(gains.map(when))];
    return ways.includes('1') ? '1' : ways.map((w) => `(${w})`).join(' || ');
  };
  const effects = [
    `MOVE(${number})`,
    ...(model.subject.on === null
      ? [
          ...a.on.map((id) => `DECIDE(${switchVar(id)}, ${switchIds.indexOf(id)}, ON)`),
          ...a.off.map((id) => `DECIDE(${switchVar(id)}, ${switchIds.indexOf(id)}, OFF)`),
        ]
      : []),
    ...[...gained].map(([term, gains]) => {
      const ways = any(gains);
      return ways === '1' ? `${know(term)} = 1` : `${know(term)} = ${know(term)} || ${ways}`;
    }),
    ...a.writes.map(([c, n]) => `${locals.components[c]} = ${stateName(locals, c, n)}`),
    ...[...reached].map(([goal, gains]) => `REACHES(${goalBit(goal)}, ${any(gains)})`),
  ];
  return [`  :: d_step { ${guards.join(' && ') || '1'} ->`, `       ${effects.join('; ')} }`];
}

function byWhat<T>(gains: readonly Gain<T>[]): ReadonlyMap<T, readonly Gain<T>[]> {
  return new Map(gains.map(({ what }) => [what, gains.filter((g) => g.what === what)]));
}

function where1({ locals }: ExportModel, component: number, numbers: readonly number[]): string {
  const name = locals.components[component]!;
  const tests = numbers.map((n) => `${name} == ${stateName(locals, component, n)}`);
  return tests.length === 1 ? tests[0]! : `(${tests.join(' || ')})`;
}
