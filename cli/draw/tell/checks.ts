// Which checks an event went through, read from the machine's own table: every refusing row before the one that fired
// was tried. A row is a check that was made if all its switches are on; its data then passed, or the row would have fired.

import type { AnyStateMachine } from 'xstate';
import type { SwitchId } from '../../../model/switches.js';
import { type Component, entityOf } from '../../../model/world.js';
import type { Happening } from '../../../attacks/search/perform.js';
import { pick } from '../../i18n.js';
import type { CheckTold } from '../diagram.js';
import { guardNames } from '../words/refusals.js';
import type { Teller } from './context.js';

export interface RowDefinition {
  readonly target?: string;
  readonly guard?: {
    readonly type: string;
    readonly params: { readonly under?: readonly SwitchId[]; readonly unless?: readonly SwitchId[] };
  };
  readonly actions?: readonly { readonly type: string; readonly params?: Readonly<Record<string, string>> }[];
}

/** The rows of a state for an event, in the order in which they are tried. */
export function rowsOf(machine: AnyStateMachine, state: string, event: string): readonly RowDefinition[] {
  const states = machine.config.states as Record<string, { on?: Record<string, unknown> }> | undefined;
  const rows = states?.[state]?.on?.[event];
  return rows === undefined ? [] : ([rows].flat() as readonly RowDefinition[]);
}

export const guardName = (id: string, lang: Teller['lang']): string =>
  guardNames[id] === undefined ? id : pick(guardNames[id], lang);

export const refusalOf = (row: RowDefinition): string | null =>
  row.actions?.find((a) => a.type === 'refuse')?.params?.reason ?? null;

type Event = Extract<Happening, { kind: 'event' }>;

/** The checks of one event, in order, up to the one that refused it. */
export function checksOf({ component, event, before, result }: Event, teller: Teller): readonly CheckTold[] {
  const entity = entityOf(component as Component);
  const told: CheckTold[] = [];
  for (const row of rowsOf(entity.machine, before.value, event.type)) {
    const reason = refusalOf(row);
    if (row.guard === undefined) break;
    if (reason === null) continue;
    const { under = [], unless } = row.guard.params;
    const isMade = under.every(teller.isOn) && (unless === undefined || !unless.every(teller.isOn));
    const refused = result.refusal === reason && isMade;
    told.push({
      name: guardName(row.guard.type, teller.lang),
      switches: under,
      by: entity.id,
      result: refused ? 'refused' : isMade ? 'passed' : 'notMade',
    });
    if (refused) break;
  }
  return told;
}
