import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { JudgedClaim } from '../../attacks/breaking.js';
import type { ThreatRow } from '../../attacks/catalogue/table.js';
import { goals } from '../../attacks/goals.js';
import type { Path } from '../../attacks/paths.js';
import { idsOf } from '../../attacks/search/conditions.js';
import { replay } from '../../attacks/search/replay.js';
import { CliError, EXIT } from '../errors.js';
import { makeFolder, writeAll } from '../files.js';
import { traceFileText } from '../trace.js';
import { type Lang, langs, pick, type Text } from '../i18n.js';
import { browsers, openByClient, openTable, type OpenTable } from '../openTable.js';
import { json, print } from '../output.js';
import { boundsOf, statsOf, version, wholeNumber } from '../run.js';
import { changesText } from '../tableChanges.js';
import { baseOf, tableText } from '../tableText.js';
import { begin } from './names.js';

interface Options {
  readonly json?: boolean;
  readonly lang: Lang;
  readonly budget?: number;
  readonly traces?: string;
  readonly browsers: (typeof browsers)[number];
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
        .choices([...browsers])
        .default('2018'),
    )
    .addOption(new Option('--lang <lang>', 'language of the names').choices([...langs]).default('en'))
    .action(async (options: Options) => {
      if (options.traces !== undefined) makeFolder(options.traces);
      const { result, rows, changes } = await openTable(options.browsers, options.budget);
      const byClient =
        options.browsers === '2018' && options.budget === undefined ? await openByClient() : [];
      if (options.traces !== undefined) writeAll(tracesOf(rows, options.traces));
      if (options.json)
        json({
          ...asData(rows, result),
          byClient: byClient.map(({ threat, ...rest }) => ({ threat: threat.id, ...rest })),
          ...(changes && { changes }),
        });
      else {
        print(tableText(rows, result, byClient, options.lang));
        if (changes !== null) print(changesText(changes, options.lang));
        if (options.traces !== undefined)
          print(pick(told.traces(options.traces, join(options.traces, 'T1.json')), options.lang));
        print(pick(told.further, options.lang));
      }
      process.exitCode = result.interrupted
        ? EXIT.interrupted
        : result.scenarios.every((s) => s.complete)
          ? EXIT.ok
          : EXIT.inconclusive;
    });
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

function asData(rows: readonly ThreatRow[], result: OpenTable['result']) {
  return {
    version,
    base: baseOf(rows),
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

const told = {
  traces: (folder: string, one: string): Text => ({
    en: `Traces are in ${folder}; \`sekisho replay ${one}\` runs one.`,
    ja: `手順は ${folder} に書き出しました。\`sekisho replay ${one}\` で再実行できる。`,
  }),
  further: {
    en: '`sekisho paths --goal G` shows the conditions; `sekisho search` looks at one configuration with bounds of your own.',
    ja: '条件は `sekisho paths --goal G`、範囲を決めて1つの構成を調べるには `sekisho search`。',
  },
};
