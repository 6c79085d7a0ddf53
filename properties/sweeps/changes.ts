// A profile and every single change of it.

import { measures } from '../../model/measures.js';
import { contradictionOf } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import type { StatedProfile } from '../verdicts/profile.js';
import { asName } from '../profiles/schema.js';

/** The profile with some switches on, or off. */
function changed(
  profile: StatedProfile,
  after: string,
  ids: readonly SwitchId[],
  isOn: boolean,
): StatedProfile {
  const on = new Set(profile.on);
  const unknown = new Set(profile.unknown);
  for (const id of ids) {
    if (isOn) on.add(id);
    else on.delete(id);
    unknown.delete(id);
  }
  return { ...profile, name: asName(profile.name, ` ${isOn ? '+' : '-'}${after}`), on, unknown };
}

/**
 * The profile itself; then with each measure or switch that is not wholly on switched on, and with each that is wholly on
 * switched off. An unknown switch is tried both ways. A switch that says nothing in the profile's world is not switched on.
 */
export function changesOf(profile: StatedProfile, by: 'measures' | 'switches'): readonly StatedProfile[] {
  const units: readonly { readonly id: string; readonly ids: readonly SwitchId[] }[] =
    by === 'measures'
      ? measures.map(({ id, switches }) => ({ id, ids: switches }))
      : switchIds.map((id) => ({ id, ids: [id as SwitchId] }));
  return [
    profile,
    ...units.flatMap(({ id, ids }) => {
      const isOn = ids.every((s) => profile.on.has(s));
      const isOpen = ids.some((s) => profile.unknown.has(s));
      return [true, false]
        .filter((to) => (to ? !isOn : isOn || isOpen))
        .filter((to) => !to || contradictionOf(profile.scenario, new Set(ids)) === null)
        .map((to) => changed(profile, id, ids, to));
    }),
  ];
}
