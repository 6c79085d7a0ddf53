// A measure by its id, with its name; and the measures' switches.

import type { Lang } from '../../i18n.js';
import { type Measure, measures } from '../../../model/measures.js';
import type { SwitchId } from '../../../model/switches.js';

const table: readonly Measure[] = measures;

export const measureText = (id: string, lang: Lang): string =>
  `${id} ${table.find((m) => m.id === id)!.name[lang]}`;
export const switchesOf = (ids: readonly string[]): readonly SwitchId[] =>
  table.filter((m) => ids.includes(m.id)).flatMap((m) => m.switches);
/** The measures that a switch is part of. */
export const measuresWith = (id: SwitchId): readonly string[] =>
  table.filter((m) => m.switches.includes(id)).map((m) => m.id);
