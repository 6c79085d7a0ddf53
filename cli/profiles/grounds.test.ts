// What ships of every attacker answers for one who has less, as a search of that attacker does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PathsResult } from '../../attacks/paths.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { endGoals } from '../run.js';
import { attackerFrom } from '../../properties/profiles/attackers.js';
import { exhaustProfiles } from './grounds.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';

test('an attacker who has less than all', async () => {
  const attacker = attackerFrom('stolen.access')!;
  const profile: StatedProfile = { ...shippedProfile('paper-native-app')!, attacker };
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-grounds-'));
  const [kept] = (await exhaustProfiles([profile], endGoals, folder)).found;
  const [anew] = (await exhaustProfiles([profile], endGoals, null)).found;
  rmSync(folder, { recursive: true });
  const reached = (results: readonly PathsResult[]) =>
    new Set(
      results.flatMap(({ paths }) =>
        paths
          .filter(({ capabilities }) => capabilities.every((id) => attacker.has(id)))
          .map(({ goal }) => goal),
      ),
    );
  // Looked up, and not searched again.
  expect(kept!.flatMap(({ scenarios }) => scenarios.map(({ allowed }) => allowed))).toContain(null);
  expect(anew!.every(({ scenarios }) => scenarios.every(({ allowed }) => allowed?.length === 1))).toBe(true);
  expect(reached(kept!)).toEqual(reached(anew!));
  expect(reached(kept!).size).toBeGreaterThan(0);
});
