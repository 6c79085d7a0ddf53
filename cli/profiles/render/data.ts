import { idsOf } from '../../../attacks/search/conditions.js';
import { version } from '../../run.js';
import { tripped } from '../gates.js';
import { lockOf } from '../lock.js';
import { cellData, type Told } from './told.js';

/** The comparison as data, whole. */
export function data({ comparison, gates, files }: Told): object {
  const { model, goals } = lockOf(comparison);
  return {
    version,
    model,
    goals,
    interrupted: gates.interrupted,
    profiles: comparison.grounds.map((g, i) => ({
      name: g.profile.name,
      file: files[i],
      on: idsOf(g.on),
      unknown: idsOf(g.unknown),
      scenario: g.profile.scenario,
      bounds: g.worlds.map((w) => ({
        name: w.name,
        scenario: w.scenario,
        maxCapabilities: w.maxCapabilities,
        capabilities: w.allowed ?? 'any',
        complete: w.complete,
      })),
      leftOut: g.leftOut.map(({ world, by }) => ({ name: world.name, by })),
      notSearched: g.notSearched.map((s) => s.name),
      unmodelled: g.profile.unmodelled ?? [],
    })),
    rows: comparison.rows.map(({ target, cells }) => ({ ...target, cells: cells.map(cellData) })),
    differences: comparison.differences.map((differences, i) => ({
      from: comparison.grounds[0]!.profile.name,
      to: comparison.grounds[i + 1]!.profile.name,
      ...Object.fromEntries(
        (['fixed', 'admitted', 'other', 'unchanged'] as const).map((change) => [
          change,
          differences
            .filter((d) => d.change === change)
            .map((d) => ({
              ...d.target,
              before: d.before.verdict,
              after: d.after.verdict,
              ...(d.stoppedBy.length > 0 && { stoppedBy: d.stoppedBy }),
            })),
        ]),
      ),
    })),
    gates: {
      failOn: gates.failOn,
      tripped: tripped(comparison, gates),
      unmet: gates.unmet.map(({ expectation, actual }) => ({ ...expectation, actual })),
      drift: gates.drift,
    },
  };
}
