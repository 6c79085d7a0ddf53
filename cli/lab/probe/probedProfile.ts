// The profile of what a probe found: every switch is there, with its evidence as its note.

import type { SwitchId } from '../../../model/switches.js';
import type { Lang } from '../../i18n.js';
import { type Imported, profileText } from '../../profiles/import/index.js';
import type { Probed } from './probe.js';
import { noteText, words } from './words.js';

/** The text of the profile. `at`: when it was probed, ISO 8601. */
export function probedProfile({ results, requests }: Probed, name: string, at: string, lang: Lang): string {
  const switches = new Map<SwitchId, { is: boolean; from: string }>();
  const undecided = new Map<SwitchId, string>();
  for (const result of results) {
    const from = noteText(result, lang);
    if (result.is === 'unknown') undecided.set(result.switch, from);
    else switches.set(result.switch, { is: result.is, from });
  }
  const issues = results.find(({ switch: id }) => id === 'refresh.none')?.is === false;
  const imported: Imported = {
    switches,
    undecided,
    scenario: issues ? { refresh: true } : {},
    scenarioFrom: [words.probed[lang](at, requests)],
    left: [],
  };
  return profileText(imported, name);
}
