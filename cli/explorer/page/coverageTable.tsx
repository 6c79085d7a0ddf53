// The matrix itself: a row for each measure, a column for each kind of path.

import type { Lang } from '../../i18n.js';
import { roleWords } from '../../profiles/words.js';
import { type Column, type Coverage, markOf, type Row } from '../coverage.js';
import { counted, markSigns, markWords, roleShort, roleSigns, words } from './coverageWords.js';
import { say } from './desk.js';
import { Scrolling } from './scrolling.js';

interface Props {
  readonly coverage: Coverage;
  readonly columns: readonly Column[];
  readonly lang: Lang;
  readonly onPoint: (column: Column) => void;
  readonly onMeasure: (row: Row) => void;
  readonly onPath?: (pathId: string) => void;
}

export function CoverageTable(props: Props) {
  const { coverage, columns } = props;
  const held = coverage.rows.filter((r) => r.force === 'whole');
  const others = coverage.rows.filter((r) => r.force !== 'whole');
  const groups = [
    { title: words.inForce, rows: held },
    { title: words.notInForce, rows: others },
  ];
  // While there is something to close, what could close it comes first.
  if (coverage.open.length > 0) groups.reverse();
  return (
    <Scrolling class="coverage-scroll" label={say(words.measure, props)}>
      <table class="coverage-table">
        <thead>
          <tr>
            <th scope="col">{say(words.measure, props)}</th>
            {columns.map((column, i) => (
              <ColumnHead key={column.paths[0]!.id} column={column} n={i + 1} {...props} />
            ))}
          </tr>
        </thead>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ title, rows }) => (
            <tbody key={title.en}>
              <tr class="coverage-group">
                <th scope="rowgroup">{`${say(title, props)} (${rows.length})`}</th>
                {columns.length > 0 && <td colSpan={columns.length} />}
              </tr>
              {rows.map((row) => (
                <MeasureRow key={row.measure.id} row={row} {...props} />
              ))}
            </tbody>
          ))}
      </table>
    </Scrolling>
  );
}

function ColumnHead({
  column,
  n,
  lang,
  onPoint,
  onPath,
}: Props & { readonly column: Column; readonly n: number }) {
  const [first] = column.paths;
  const isOpen = column.open > 0;
  const state = say(isOpen ? words.open : words.closed, { lang });
  const about = `${n}: ${say(counted.steps(first!.steps), { lang })}, ${say(counted.paths(column.paths.length), { lang })}, ${state}`;
  return (
    <th scope="col" class={isOpen ? 'column-open' : 'column-closed'} onMouseEnter={() => onPoint(column)}>
      <button
        type="button"
        aria-label={about}
        title={about}
        onFocus={() => onPoint(column)}
        onClick={() => {
          onPoint(column);
          onPath?.(first!.id);
        }}
      >
        {n}
      </button>
    </th>
  );
}

const pressed = { whole: 'true', part: 'mixed', none: 'false' } as const;

function MeasureRow({ row, columns, lang, onPoint, onMeasure, coverage }: Props & { readonly row: Row }) {
  const { measure, force } = row;
  const name = say(measure.name, { lang });
  return (
    <tr class={`force-${force} role-${row.role ?? 'none'}${row.closes ? ' closes' : ''}`}>
      <th scope="row">
        <button type="button" aria-pressed={pressed[force]} onClick={() => onMeasure(row)}>
          <b>{measure.id}</b> {name}
        </button>
        <Effect row={row} lang={lang} open={coverage.open.length} />
      </th>
      {columns.map((column) => {
        const mark = markOf(measure, column.cube);
        return (
          <td
            key={column.paths[0]!.id}
            class={mark === null ? '' : `mark-${mark}`}
            onMouseEnter={() => onPoint(column)}
          >
            {mark !== null && (
              <>
                <span aria-hidden="true">{markSigns[mark]}</span>
                <span class="coverage-unseen">{say(markWords[mark], { lang })}</span>
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** What the measure does for the target, in words. */
function Effect({ row, lang, open }: { readonly row: Row; readonly lang: Lang; readonly open: number }) {
  const told: string[] = [];
  if (row.force === 'part') told.push(`◧ ${say(words.inPart, { lang })}`);
  if (row.role !== null) told.push(`${roleSigns[row.role]} ${say(roleShort[row.role], { lang })}`);
  if (row.closes) told.push(`○ ${say(words.closes, { lang })}`);
  if (row.force !== 'whole' && open > 0)
    told.push(say(row.cuts === 0 ? words.nothing : counted.cuts(row.cuts, open), { lang }));
  if (row.force === 'whole' && row.stops > 0) told.push(say(counted.stops(row.stops), { lang }));
  if (row.force === 'whole' && row.letsIn > 0) told.push(`△ ${say(counted.letsIn(row.letsIn), { lang })}`);
  if (row.opens > 0) told.push(`△ ${say(counted.opens(row.opens), { lang })}`);
  if (row.isVacuous) told.push(`∅ ${say(words.vacuous, { lang })}`);
  return (
    <span class="coverage-effect" {...(row.role !== null && { title: say(roleWords[row.role], { lang }) })}>
      {told.join(' · ')}
    </span>
  );
}
