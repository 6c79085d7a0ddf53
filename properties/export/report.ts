// What the comparison with SPIN came to, as a page.

import type { ModelComparison } from './comparison.js';

/** Kept by hand: each has a test in `spin.test.ts`. */
const found: readonly string[] = [
  'No verdict and no shortest length has differed, neither from the plain search nor from the searched one.',
  'Without `-o2`, SPIN leaves out of its states what nothing reads any more (a secret that no move needs), and so stores fewer states than the plain search meets. Verdicts and lengths are the same either way. The comparison counts states, so it runs `spin -o2 -a`.',
];

export interface Tally {
  readonly models: number;
  readonly cells: number;
  readonly agreeing: number;
  readonly reached: number;
  readonly searched: number;
  readonly replayed: number;
  readonly states: number;
  readonly seconds: ModelComparison['seconds'];
}

export function tally(results: readonly ModelComparison[]): Tally {
  const sum = (of: (r: ModelComparison) => number) => results.reduce((n, r) => n + of(r), 0);
  // A fault of the whole model (its states, its trail) spoils all its cells.
  const spoilt = (r: ModelComparison) =>
    r.disagreements.some(({ goal }) => goal === null)
      ? r.cells
      : new Set(r.disagreements.map(({ goal }) => goal)).size;
  return {
    models: results.length,
    cells: sum((r) => r.cells),
    agreeing: sum((r) => r.cells - spoilt(r)),
    reached: sum((r) => r.reached),
    searched: sum((r) => r.searched),
    replayed: sum((r) => Number(r.replayed)),
    states: sum((r) => r.states),
    seconds: {
      export: sum((r) => r.seconds.export),
      compile: sum((r) => r.seconds.compile),
      spin: sum((r) => r.seconds.spin),
      naive: sum((r) => r.seconds.naive),
      searched: sum((r) => r.seconds.searched),
    },
  };
}

export function pageOf(
  groups: readonly { readonly name: string; readonly results: readonly ModelComparison[] }[],
  { seed, spin, tooLarge }: { readonly seed: number; readonly spin: string; readonly tooLarge: number },
): string {
  const all = tally(groups.flatMap(({ results }) => results));
  const s = (n: number) => `${n.toFixed(1)} s`;
  const percent = (t: Tally) => `${((100 * t.agreeing) / Math.max(1, t.cells)).toFixed(1)} %`;
  const row = (name: string, t: Tally) =>
    `| ${name} | ${t.models} | ${t.cells} | ${t.reached} | ${t.searched} | ${t.replayed} | ${percent(t)} |`;
  const disagreements = groups.flatMap(({ results }) => results.flatMap((r) => r.disagreements));
  const widest = groups.flatMap(({ results }) => results).toSorted((a, b) => b.states - a.states);
  return [
    '# SPIN and this project, cell by cell',
    '',
    `Made by \`sekisho compare-spin --seed ${seed}\`; ${spin}. Do not edit.`,
    '',
    'A cell is a world, a configuration, an attacker and a goal. The model is exported to Promela, compiled (`spin -o2 -a`, `gcc -O2 -DSAFETY -DBFS`), and searched whole. A cell agrees if SPIN and the plain search give the same verdict and the same fewest steps, if the searched search (which has a verdict only where the honest run finishes) gives the same too, if SPIN stored exactly as many states as the plain search met, and if the first trail that SPIN wrote for the model replays through the machines.',
    '',
    '| drawn from | models | cells | goal reached | with a verdict of the searched search | trails replayed | agreeing |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...groups.map(({ name, results }) => row(name, tally(results))),
    row('**all**', all),
    '',
    `SPIN stored ${all.states} states in all; the largest model has ${widest[0]?.states ?? 0} (${widest[0]?.name ?? 'none'}). ${tooLarge} drawn models were passed over as too large for the plain search or for a quick compilation.`,
    '',
    '| side | time |',
    '| --- | --- |',
    `| export | ${s(all.seconds.export)} |`,
    `| \`spin -a\` and \`gcc -O2\` | ${s(all.seconds.compile)} |`,
    `| SPIN's search | ${s(all.seconds.spin)} |`,
    `| plain search | ${s(all.seconds.naive)} |`,
    `| searched search | ${s(all.seconds.searched)} |`,
    '',
    '## Disagreements',
    '',
    ...(disagreements.length === 0
      ? ['None in this run.']
      : disagreements.map(
          (d) =>
            `- ${d.goal ?? 'whole model'}: ${d.what}. \`${JSON.stringify({ ...d.subject, goals: undefined })}\``,
        )),
    '',
    '## What the comparison has found so far',
    '',
    ...found.map((line) => `- ${line}`),
    '',
    '## What this does not show',
    '',
    "The exported rules come from the same machines and the same moves of the attacker: a rule that is wrong there is wrong on both sides. What is checked is everything after that: the searches, their reductions, the memory of steps, and the listening and knowledge of the attacker. Only worlds small enough for the plain search were compared; see the model's bounds in `docs/semantics.md`.",
    '',
  ].join('\n');
}
