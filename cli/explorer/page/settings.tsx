// The left of the page: one or two configurations as switches that can be turned.

import { useState } from 'preact/hooks';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { type Measure, measures } from '../../../model/measures.js';
import { type Switch, type SwitchId, switches } from '../../../model/switches.js';
import type { Lang } from '../../i18n.js';
import { partyWords } from '../../profiles/words.js';
import { capabilityBits } from '../bits.js';
import type { Book } from '../book.js';
import {
  anyAttacker,
  type Configuration,
  configurationOf,
  environmentSwitches,
  forceOf,
  looseSwitches,
  nearestPreset,
  presetOf,
  settingOf,
  withMeasure,
  withSetting,
} from '../configuration.js';
import { say, type ViewProps } from './desk.js';
import { Tick } from './tick.js';
import { words } from './words.js';
import { worldText } from './worldText.js';

type Side = 'a' | 'b';
interface Column {
  readonly side: Side;
  readonly c: Configuration;
  readonly set: (change: (c: Configuration) => Configuration) => void;
}
interface RowsProps {
  readonly book: Book;
  readonly columns: readonly Column[];
  readonly lang: Lang;
  /** Lower case; only what holds it is shown. */
  readonly find: string;
}

const columnsOf = ({ state, change }: ViewProps): readonly Column[] => [
  { side: 'a', c: state.a, set: (how) => change(({ a }) => ({ a: how(a) })) },
  ...(state.b === null
    ? []
    : [
        {
          side: 'b' as const,
          c: state.b,
          set: (how: (c: Configuration) => Configuration) => change(({ b }) => ({ b: b && how(b) })),
        },
      ]),
];

export function Settings(props: ViewProps) {
  const { state } = props;
  const [text, setText] = useState('');
  const columns = columnsOf(props);
  const find = text.trim().toLowerCase();
  const rows = { book: props.desk.book, columns, lang: state.lang, find };
  return (
    <section
      class={`settings${state.b === null ? '' : ' two'}`}
      aria-label={say(words.settings, state)}
      id="settings"
    >
      <Presets {...props} />
      <label class="find">
        <span class="visually-hidden">{say(words.find, state)}</span>
        <input
          type="search"
          value={text}
          placeholder={say(words.find, state)}
          onInput={(e) => setText(e.currentTarget.value)}
        />
      </label>
      <Section title={say(words.measuresHeading, state)} isOpen>
        {(measures as readonly Measure[]).map((m) => (
          <MeasureRow key={m.id} measure={m} {...rows} />
        ))}
      </Section>
      <Attacker {...rows} />
      <Section title={say(words.otherHeading, state)} isOpen={find !== ''}>
        {looseSwitches.map((s) => (
          <SwitchRow key={s.id} check={s} {...rows} />
        ))}
      </Section>
      <Outside {...rows} />
      <Section title={say(words.environmentHeading, state)} isOpen={find !== ''}>
        {environmentSwitches.map((s) => (
          <SwitchRow key={s.id} check={s} {...rows} />
        ))}
      </Section>
      {find !== '' && !isAnythingNamed(find) && <p class="muted">{say(words.noMatch, state)}</p>}
    </section>
  );
}

/** What the documents of the profiles demand and nobody can turn here. */
function Outside({ book, columns, lang, find }: RowsProps) {
  const rows = columns.flatMap(({ side, c }) =>
    (presetOf(book, c)?.unmodelled ?? []).map((row) => ({ side, ...row })),
  );
  const found = rows.filter(({ text }) => holds(find, text.en, text.ja));
  if (found.length === 0) return null;
  return (
    <Section title={`${say(words.outsideHeading, { lang })} (${rows.length})`} isOpen={find !== ''}>
      {found.map(({ side, text, reason, source }) => (
        <div class="row outside" key={`${side} ${source} ${text.en}`}>
          <span class="what">
            {columns.length > 1 && <span class="side">{side.toUpperCase()} </span>}
            <span class="name">{say(text, { lang })}</span>
            <span class="source">
              {say(reason, { lang })} · {source}
            </span>
          </span>
        </div>
      ))}
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly children: preact.ComponentChildren;
}
const Section = ({ title, isOpen, children }: SectionProps) => (
  <details class="section" open={isOpen}>
    <summary>
      <h2>{title}</h2>
    </summary>
    <div class="rows">{children}</div>
  </details>
);

/** What each configuration starts from, and in which kind of world it is looked at. */
function Presets(props: ViewProps) {
  const { desk, state, change } = props;
  const { book } = desk;
  const choose = (side: Side, name: string) => {
    const preset = book.presets.find((p) => p.name === name);
    if (preset === undefined) {
      if (side === 'b') change({ b: null, side: 'a' });
      return;
    }
    change({ [side]: configurationOf(book, preset)! });
  };
  const select = (side: Side, c: Configuration | null, title: string) => {
    const own = c === null ? null : presetOf(book, c);
    return (
      <div class="preset">
        <label>
          <span class="side">{side.toUpperCase()}</span> {title}
          <select
            value={own?.name ?? (c === null ? '' : '\u0000')}
            onChange={(e) => choose(side, e.currentTarget.value)}
          >
            {side === 'b' && <option value="">{say(words.nothingToCompare, state)}</option>}
            {c !== null && own === null && (
              <option value={'\u0000'} disabled>
                {changedText(nearestPreset(book, c), state.lang)}
              </option>
            )}
            {book.presets.map((p) => (
              <option key={p.name} value={p.name}>
                {p.name}
              </option>
            ))}
          </select>
        </label>
        {own?.description && <p class="muted">{say(own.description, state)}</p>}
        {c !== null && book.worlds.length > 1 && (
          <label class="world">
            {say(words.world, state)}
            <select
              value={c.world}
              onChange={(e) => {
                const world = Number(e.currentTarget.value);
                change((now) => ({ [side]: { ...now[side]!, world } }));
              }}
            >
              {book.worlds.map((w, i) => (
                <option key={worldText(w.stated, state.lang)} value={i}>
                  {worldText(w.stated, state.lang)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    );
  };
  return (
    <div class="presets">
      {select('a', state.a, say(words.startFrom, state))}
      {select('b', state.b, say(words.compareWith, state))}
      {state.b !== null && (
        <button type="button" class="small" onClick={() => change(({ a, b }) => ({ a: b ?? a, b: b && a }))}>
          ⇄ {say(words.swap, state)}
        </button>
      )}
    </div>
  );
}

const changedText = ({ preset, changes }: ReturnType<typeof nearestPreset>, lang: Lang): string =>
  lang === 'en'
    ? `${preset.name} — ${changes} ${say(words.changes, { lang })}`
    : `${preset.name} — ${changes}${say(words.changes, { lang })}`;

const holds = (find: string, ...texts: readonly string[]): boolean =>
  find === '' || texts.some((t) => t.toLowerCase().includes(find));
const textsOf = (s: Switch): readonly string[] => [s.id, s.name.en, s.name.ja];

const isAnythingNamed = (find: string): boolean =>
  [...measures, ...switches, ...capabilities].some(({ id, name }) => holds(find, id, name.en, name.ja));

function MeasureRow({ book, measure, columns, lang, find }: RowsProps & { readonly measure: Measure }) {
  const own = switches.filter((s) => measure.switches.includes(s.id));
  const isFound = holds(find, measure.id, measure.name.en, measure.name.ja);
  const found = isFound ? own : own.filter((s) => holds(find, ...textsOf(s)));
  if (found.length === 0) return null;
  const name = `${measure.id} ${say(measure.name, { lang })}`;
  return (
    <div class="measure">
      <div class="row">
        {columns.map(({ side, c, set }) => {
          const force = forceOf(c, measure);
          return (
            <Tick
              key={side}
              label={columns.length > 1 ? `${side.toUpperCase()}: ${name}` : name}
              value={force === 'whole' ? true : force === 'none' ? false : 'mixed'}
              onToggle={() => set((now) => withMeasure(now, measure, forceOf(now, measure) !== 'whole'))}
            />
          );
        })}
        <details open={find !== '' && !isFound}>
          <summary title={`${say(words.source, { lang })}: ${measure.source}`}>
            <span class="id">{measure.id}</span> {say(measure.name, { lang })}
            {own.every((s) => s.basis === 'assumed') && <Assumed lang={lang} />}
          </summary>
          <p class="source">{measure.source}</p>
          {found.map((s) => (
            <SwitchRow key={s.id} book={book} check={s} columns={columns} lang={lang} find="" />
          ))}
        </details>
      </div>
    </div>
  );
}

const Assumed = ({ lang }: { readonly lang: Lang }) => (
  <span class="assumed" title={say(words.assumedTitle, { lang })}>
    {say(words.assumed, { lang })}
  </span>
);

function SwitchRow({ book, check, columns, lang, find }: RowsProps & { readonly check: Switch }) {
  if (!holds(find, ...textsOf(check))) return null;
  const id = check.id as SwitchId;
  const name = say(check.name, { lang });
  return (
    <div class="row switch">
      {columns.map(({ side, c, set }) => {
        const setting = settingOf(c, id);
        const label = columns.length > 1 ? `${side.toUpperCase()}: ${check.id}` : check.id;
        return (
          <span class="ticks" key={side}>
            <Tick
              label={`${label} — ${name}`}
              value={setting === 'unknown' ? 'mixed' : setting}
              onToggle={() => set((now) => withSetting(now, [id], settingOf(now, id) !== true))}
            />
            <button
              type="button"
              class="unknown"
              aria-pressed={setting === 'unknown'}
              aria-label={`${label}: ${say(words.isUnknown, { lang })}`}
              title={say(words.setUnknown, { lang })}
              onClick={() =>
                set((now) => withSetting(now, [id], settingOf(now, id) === 'unknown' ? false : 'unknown'))
              }
            >
              ?
            </button>
          </span>
        );
      })}
      <span class="what">
        <code>{check.id}</code> {check.basis === 'assumed' && <Assumed lang={lang} />}
        <span class="name">{name}</span>
        <span class="source">
          {say(partyWords[check.party], { lang })} · {check.source}
        </span>
        {columns.map(({ side, c }) => {
          // From where a preset has its setting; once it was changed, that says nothing.
          const note = presetOf(book, c)?.notes.get(id);
          return (
            note !== undefined && (
              <span class="source note" key={side}>
                {columns.length > 1 && `${side.toUpperCase()}: `}
                {note}
              </span>
            )
          );
        })}
      </span>
    </div>
  );
}

function Attacker({ columns, lang, find }: RowsProps) {
  const found = capabilities.filter((c) => holds(find, c.id, c.name.en, c.name.ja));
  const count = columns
    .map(({ c }) => capabilities.filter(({ id }) => (c.attacker & capabilityBits([id])) !== 0n).length)
    .join(' / ');
  return (
    <Section title={`${say(words.attackerHeading, { lang })} (${count})`} isOpen={find !== ''}>
      <p class="muted">{say(words.attackerNote, { lang })}</p>
      {columns.map(({ side, set }) => (
        <p class="bulk" key={side}>
          {columns.length > 1 && <span class="side">{side.toUpperCase()}</span>}
          <button
            type="button"
            class="small"
            onClick={() => set((now) => ({ ...now, attacker: anyAttacker }))}
          >
            {say(words.all, { lang })}
          </button>
          <button type="button" class="small" onClick={() => set((now) => ({ ...now, attacker: 0n }))}>
            {say(words.none, { lang })}
          </button>
        </p>
      ))}
      {found.map(({ id, name, source }) => (
        <div class="row" key={id}>
          {columns.map(({ side, c, set }) => {
            const bit = capabilityBits([id]);
            const text = `${id} — ${say(name, { lang })}`;
            return (
              <Tick
                key={side}
                label={columns.length > 1 ? `${side.toUpperCase()}: ${text}` : text}
                value={(c.attacker & bit) !== 0n}
                onToggle={() => set((now) => ({ ...now, attacker: now.attacker ^ bit }))}
              />
            );
          })}
          <span class="what">
            <code>{id}</code> <span class="name">{say(name, { lang })}</span>
            <span class="source">{source}</span>
          </span>
        </div>
      ))}
    </Section>
  );
}
