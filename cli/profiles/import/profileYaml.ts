// A profile's file, of what was imported.

import { stringify } from 'yaml';
import { type SwitchId, switches } from '../../../model/switches.js';
import type { Imported } from './unite.js';

/** The profile as YAML: every switch is there, with where its setting comes from. */
export function profileText(imported: Imported, name: string): string {
  const setting = (id: SwitchId, environment: boolean): { is: boolean | 'unknown'; from: string } => {
    const said = imported.switches.get(id);
    if (said !== undefined) return said;
    const open = imported.undecided.get(id);
    if (open !== undefined) return { is: 'unknown', from: open };
    return environment
      ? { is: true, from: 'taken for granted' }
      : { is: 'unknown', from: 'the documents do not say' };
  };
  const rows = switches.map(({ id, environment }) => ({ id, ...setting(id, environment) }));
  const comments = [
    ...imported.scenarioFrom.map((line) => ` ${line}`),
    ...(imported.left.length > 0 ? [' Not taken over:'] : []),
    ...imported.left.map(({ file, field, why }) => `   ${file}: ${field}: ${why}`),
  ].map((line) => `#${line}\n`);
  return (
    stringify(
      {
        name,
        switches: Object.fromEntries(rows.map(({ id, is }) => [id, is])),
        notes: Object.fromEntries(rows.map(({ id, from }) => [id, from])),
        ...(Object.keys(imported.scenario).length > 0 && { scenario: imported.scenario }),
      },
      { lineWidth: 0 },
    ) + comments.join('')
  );
}
