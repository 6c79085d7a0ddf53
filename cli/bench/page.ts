// The figures of the ladder as a page. Nothing on it is written by hand.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { switchIds } from '../../model/switches.js';
import { endGoals } from '../run.js';
import type { Recorded } from './figures.js';
import { columns, endText, numeral } from './ladder.js';

const tableOf = (first: string, rungs: readonly Recorded[], name: (r: Recorded['rung']) => string) => [
  `| ${[first, ...columns.en.slice(1)].join(' | ')} |`,
  `| --- |${' ---: |'.repeat(6)} --- |`,
  ...rungs.map(
    ({ rung }) =>
      `| ${[
        name(rung),
        rung.maxCapabilities ?? 'any',
        numeral(rung.states),
        numeral(rung.peakNodes),
        rung.cpuSeconds,
        rung.seconds,
        rung.peakMiB === null ? '' : numeral(rung.peakMiB),
        rung.ended === 'exhausted' ? 'yes' : endText(rung, 'en'),
      ].join(' | ')} |`,
  ),
];

/** Where and within what the rungs were measured: one line for each such setting. */
function settings(rungs: readonly Recorded[]): readonly string[] {
  const groups = new Map<string, number>();
  for (const { commit, model, node, cpu, limits } of rungs) {
    const text = `commit ${commit}, model ${model}, Node ${node}, ${cpu}; each search stopped after ${numeral(limits.seconds)} s or ${numeral(limits.states)} cores`;
    groups.set(text, (groups.get(text) ?? 0) + 1);
  }
  return [...groups].map(([text, n]) => `- ${n} of ${rungs.length} rungs: ${text}.`);
}

/**
 * The page in Markdown; the plot is to stand beside it as `engine.svg`.
 * @param all rungs that the ladder has; those not measured are not on the page, and it says so
 */
export function pageOf(rungs: readonly Recorded[], all: number): string {
  const open = rungs.filter(({ rung }) => rung.profile === null);
  const ofProfiles = rungs.filter(({ rung }) => rung.profile !== null);
  const models = new Set(rungs.map(({ model }) => model)).size;
  return [
    '# How far the search gets',
    '',
    'Made by `sekisho bench --write`, from the figures that `sekisho bench --ladder` appended to `bench.jsonl`. Do not edit.',
    '',
    `Each row is one search: all ${endGoals.length} goals of the attacker at once, any of the ${capabilities.length} capabilities, at most *k* at a time. No path is listed; what witnesses are read from is kept. *Cores* are states of the world reached, each with one decision diagram; *nodes* are the most nodes of diagrams at a time. *MiB* is the most memory of the process, which made no other search. CPU seconds are of the processor, the others by the clock; on a machine that does other work besides they are too long.`,
    '',
    "A world's name tells its kind (`web`: a web client that holds orders in grants, without refresh tokens; else what is different), client sessions (`s`), authorizations (`g`) and time steps (`t`). Where a search was not exhausted, its figures are what it took until then, and it is no answer.",
    '',
    '![Cores and CPU seconds of each rung, on logarithmic scales. The tables below have the same figures.](engine.svg)',
    '',
    ...(open.length === 0
      ? []
      : [
          '## Every configuration at once',
          '',
          `All ${switchIds.length} switches are open.`,
          '',
          ...tableOf('world', open, ({ world }) => world),
          '',
        ]),
    ...(ofProfiles.length === 0
      ? []
      : [
          '## One profile, every attacker',
          '',
          'Any number of capabilities at a time. Switches that a profile leaves unknown are open.',
          '',
          ...tableOf('profile and world', ofProfiles, ({ profile, world }) => `${profile}, ${world}`),
          '',
        ]),
    '## What this does not show',
    '',
    'Three sessions: the model has no more than two. A world with more of anything holds every world with less, so a smaller world that was exhausted says nothing about a larger one that was not.',
    '',
    '## Measured',
    '',
    ...settings(rungs),
    ...(rungs.length === all ? [] : [`- ${all - rungs.length} of ${all} rungs of the ladder: not measured.`]),
    ...(models === 1 ? [] : ['', 'The rungs are of different versions of the model: measure again.']),
    '',
  ].join('\n');
}
