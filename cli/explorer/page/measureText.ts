// A measure by its id, with its name; and the measures that a switch is part of.

import { type Measure, measures } from '../../../model/measures.js';
import type { SwitchId } from '../../../model/switches.js';
import { measureName } from '../../../properties/drawings/tree.js';
import type { Lang } from '../../i18n.js';

export const measureText = (id: string, lang: Lang): string => `${id} ${measureName(id, lang)}`;
export const measuresWith = (id: SwitchId): readonly string[] =>
  (measures as readonly Measure[]).filter((m) => m.switches.includes(id)).map((m) => m.id);
