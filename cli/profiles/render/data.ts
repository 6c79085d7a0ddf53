import { idsOf } from '../../../attacks/search/conditions.js';
import { version } from '../../run.js';
import type { Accepted } from '../../../properties/verdicts/accept.js';
import { riskOf } from '../../../properties/verdicts/weights.js';
import { isShifted, shiftData } from '../../../properties/verdicts/shifts.js';
import { tripped } from '../../../properties/verdicts/gates.js';
import { lockOf } from '../../../properties/verdicts/lock.js';
import { cellData, type Told } from './told.js';

/** The comparison as data, whole. */
export function data({ comparison, gates, files, weights = null }: Told): object {
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
    ladder: comparison.ladder.map(({ id, joining, capabilities }) => ({
      rung: id,
      joining,
      capabilities: [...capabilities],
    })),
    ...(weights && {
      weights: {
        isDefault: weights.isDefault,
        effort: Object.fromEntries(weights.effort),
        impact: Object.fromEntries(weights.impact),
      },
    }),
    rows: comparison.rows.map(({ target, cells }) => ({
      ...target,
      cells: cells.map((cell) => ({
        ...cellData(cell),
        ...(weights && { risk: riskOf(weights, target, cell) }),
      })),
    })),
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
      shifts: comparison.shifts[i]!.filter(isShifted).map(shiftData),
    })),
    gates: {
      failOn: gates.failOn,
      tripped: tripped(comparison, gates),
      unmet: gates.unmet.map(({ expectation, actual }) => ({ ...expectation, actual })),
      drift: gates.drift,
      accepted: gates.accepted ?? [],
      acceptedFaults: (gates.acceptedFaults ?? []).map(({ of, ...fault }) => ({ ...fault, ...cellOf(of) })),
    },
  };
}

const cellOf = ({ profile, target, at, expires, owner }: Accepted) => ({
  profile,
  target,
  at,
  expires,
  owner,
});
