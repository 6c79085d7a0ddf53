import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { JudgedClaim } from '../../attacks/breaking.js';
import { deriveTable, type ThreatRow } from '../../attacks/catalogue/table.js';
import { goals } from '../../attacks/goals.js';
import type { Path, PathsResult } from '../../attacks/paths.js';
import { idsOf } from '../../attacks/search/conditions.js';
import { replay } from '../../attacks/search/replay.js';
import { CliError, EXIT } from '../errors.js';
import { makeFolder, writeAll } from '../files.js';
import { traceFileText } from '../trace.js';
import { type Lang, langs } from '../i18n.js';
import { openResults } from '../openResults.js';
import { json, print } from '../output.js';
import { boundsOf, endGoals, statsOf, version, wholeNumber } from '../run.js';
import { worldName } from '../../attacks/sizes.js';
import { changesIn, changesText } from '../tableChanges.js';
import { tableText } from '../tableText.js';
import { openSearches, todaysBrowsers, todaysSearches } from '../../attacks/worlds.js';
import { begin } from './names.js';

interface Options {
  readonly json?: boolean;
  readonly lang: Lang;
  readonly budget?: number;
  readonly traces?: string;
  readonly browsers: '2018' | 'today';
}

export function register(program: Command): void {
  begin(program, 'table')
    .option('--json', 'print JSON')
    .option(
      '--budget <seconds>',
      'stop each search after so many seconds',
      wholeNumber('--budget', 1, 86_400),
    )
    .option(
      '--traces <folder>',
      'write the shortest attack of each row, and each that survives a claim, for `sekisho replay`',
    )
    .addOption(
      new Option('--browsers <which>', "the survey's browsers of 2018, or today's with what they change")
        .choices(['2018', 'today'])
        .default('2018'),
    )
    .addOption(new Option('--lang <lang>', 'language of the names').choices([...langs]).default('en'))
    .action(async (options: Options) => {
      if (options.traces !== undefined) makeFolder(options.traces);
      const isToday = options.browsers === 'today';
      const result = await openResults(isToday ? todaysSearches() : openSearches(), endGoals, options.budget);
      const rows = isToday ? deriveTable(result, undefined, todaysBrowsers) : deriveTable(result);
      const changes = isToday ? changesIn(await surveysRows(result), rows) : null;
      if (options.traces !== undefined) writeAll(tracesOf(rows, options.traces));
      if (options.json) json({ ...asData(rows, result), ...(changes && { changes }) });
      else {
        print(tableText(rows, result, options.lang));
        if (changes !== null) print(changesText(changes, options.lang));
        if (options.traces !== undefined)
          print(
            `Traces are in ${options.traces}; \`sekisho replay ${join(options.traces, 'T1.json')}\` runs one.`,
          );
        print(
          '`sekisho paths --goal G` shows the conditions; `sekisho search` looks at one configuration with bounds of your own.',
        );
      }
      process.exitCode = result.interrupted
        ? EXIT.interrupted
        : result.scenarios.every((s) => s.complete)
          ? EXIT.ok
          : EXIT.inconclusive;
    });
}

/** The survey's browsers within the bounds that today's were searched in. */
async function surveysRows({ scenarios }: PathsResult): Promise<readonly ThreatRow[]> {
  const worlds = new Set(scenarios.map((s) => worldName(s.scenario)));
  const alike = openSearches().filter(
    (s) => worlds.has(worldName(s.scenario)) && s.settled !== undefined && s.threats,
  );
  const survey = await openResults(alike, endGoals);
  return deriveTable({ ...survey, paths: survey.paths.filter((p) => p.capabilities.length <= 1) });
}

/** Trace files: each row's shortest attack at the base, and the one that survives each claim. */
function tracesOf(rows: readonly ThreatRow[], folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const add = (name: string, path: Path, on: bigint) => {
    const run = replay(path.moves, path.goal, {
      scenario: path.scenario,
      on: new Set(idsOf(on)),
      capabilities: new Set(path.capabilities),
    });
    if ('failure' in run)
      throw new CliError(EXIT.replayFailed, `the path ${path.id} does not replay`, { why: run.failure.why });
    files.set(join(folder, `${name}.json`), traceFileText(run.attack, name));
  };
  for (const r of rows) {
    if (r.shortest !== null) add(r.threat.id, r.shortest, r.base);
    for (const c of [...r.claims, ...r.remarks])
      if (c.survivor !== undefined) add(`${r.threat.id}-survives-${c.claim.join('-')}`, c.survivor, c.on);
  }
  return files;
}

const judgedData = ({ claim, verdict, suffices, survivor }: JudgedClaim) => ({
  measures: claim,
  verdict,
  ...(suffices && { suffices }),
  ...(survivor && {
    survivor: {
      goal: survivor.goal,
      capabilities: survivor.capabilities,
      absent: survivor.absent,
      present: survivor.present,
      moves: survivor.moves,
    },
  }),
});

function asData(rows: readonly ThreatRow[], result: Awaited<ReturnType<typeof openResults>>) {
  return {
    version,
    base: 'rfc6749-bare',
    bounds: boundsOf(result),
    interrupted: result.interrupted,
    goals: goals.filter((g) => g.kind === 'end').map(({ id, name }) => ({ id, name })),
    threats: rows.map((r) => ({
      id: r.threat.id,
      labels: r.threat.name,
      found: r.found,
      createdBy: r.createdBy,
      paths: r.paths.length,
      shortest: r.shortest && {
        steps: r.shortest.steps,
        goal: r.shortest.goal,
        capabilities: r.shortest.capabilities,
        absent: r.shortest.absent,
        present: r.shortest.present,
        moves: r.shortest.moves,
      },
      claims: r.claims.map((c) => ({
        ...judgedData(c),
        goalsStillReached: c.stillReached.map((p) => ({
          goal: p.goal,
          steps: p.steps,
          capabilities: p.capabilities,
          moves: p.moves,
        })),
      })),
      remarks: r.remarks.map((c) => ({ about: c.about, ...judgedData(c) })),
      claimVerdict: r.verdict,
      breakingSets: { measures: r.measureSets, switches: r.switchSets },
    })),
    stats: statsOf(result),
  };
}
