// Which checks an event went through, read from the machine's own table: every refusing row before the one that fired
// was tried. A row is a check that was made if all its switches are on; its data then passed, or the row would have fired.

import type { AnyStateMachine } from 'xstate';
import type { SwitchId } from '../../../model/switches.js';
import { type Component, entityOf } from '../../../model/world.js';
import type { Happening } from '../../../attacks/search/perform.js';
import { pick } from '../i18n.js';
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

/** The row that fired: the guards are asked again, of the same state and event under the same switches. */
export function firedRow({ component, event, before }: Event, isOn: Teller['isOn']): RowDefinition | null {
  const { machine } = entityOf(component as Component);
  const guards = machine.implementations.guards as unknown as Readonly<
    Record<string, (args: object, params: unknown) => boolean>
  >;
  const args = { context: before.context, event: { ...event, ask: isOn } };
  const fires = ({ guard }: RowDefinition) => guard === undefined || guards[guard.type]!(args, guard.params);
  return rowsOf(machine, before.value, event.type).find(fires) ?? null;
}

/** Whether a row sends the event away: it refuses it, or says that it is not for this instance. */
const turnsAway = (row: RowDefinition): boolean =>
  (row.actions ?? []).some(({ type }) => type === 'refuse' || type === 'ignore');

/** Whether a row makes the check of the next one, and only does more after it under one more switch. */
function goesFurther(row: RowDefinition, next: RowDefinition): boolean {
  const under = row.guard?.params.under ?? [];
  return (
    row.guard !== undefined &&
    row.guard.type === next.guard?.type &&
    (next.guard.params.under ?? []).every((id) => under.includes(id))
  );
}

/** The checks of one event, in order, up to the one that turned it away. */
export function checksOf(h: Event, teller: Teller): readonly CheckTold[] {
  const entity = entityOf(h.component as Component);
  const fired = firedRow(h, teller.isOn);
  const told: CheckTold[] = [];
  const rows = rowsOf(entity.machine, h.before.value, h.event.type);
  for (const [i, tried] of rows.entries()) {
    const next = rows[i + 1];
    const isStricter = next !== undefined && goesFurther(tried, next);
    if (isStricter && tried !== fired) continue;
    const row = isStricter ? next : tried;
    const { under = [], unless } = row.guard?.params ?? {};
    // Rows that only find out whom an event is for are no checks, unless a switch decides them.
    if (row.guard !== undefined && turnsAway(row) && (refusalOf(row) !== null || under.length > 0)) {
      const isMade = under.every(teller.isOn) && (unless === undefined || !unless.every(teller.isOn));
      told.push({
        name: guardName(row.guard.type, teller.lang),
        guard: row.guard.type,
        switches: under,
        by: entity.id,
        result: tried === fired ? 'refused' : isMade ? 'passed' : 'notMade',
      });
    }
    if (tried === fired) break;
  }
  return told;
}
