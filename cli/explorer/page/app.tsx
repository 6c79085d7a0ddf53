// The page: its state, which is in its address, and its parts.

import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { CliError } from '../../errors.js';
import type { Lang } from '../../i18n.js';
import { addressOf, initialState, type PageState, stateAt } from '../address.js';
import type { Book } from '../book.js';
import { configurationOf, presetOf } from '../configuration.js';
import { Decisions } from '../decide.js';
import { profileYaml } from '../profileYaml.js';
import { Detail } from './detail.js';
import { type Desk, say, type ViewProps } from './desk.js';
import { ErrorText } from './errorText.js';
import { Header } from './header.js';
import { importPreset } from './importing.js';
import { changing } from './looked.js';
import { Quiz } from './quiz.js';
import { Scrolling } from './scrolling.js';
import { Settings } from './settings.js';
import { Tour } from './tour.js';
import { useAddress } from './useAddress.js';
import { useBoundsInPrint } from './useBoundsInPrint.js';
import { useDrops } from './useDrops.js';
import { useFaults } from './useFaults.js';
import { Verdicts } from './verdicts.js';
import { words } from './words.js';

/** What the page says over itself until it is put away. */
interface Message {
  readonly text: string;
  /** What could not be copied, to be copied by hand. */
  readonly copy?: string | undefined;
  readonly errors?: readonly CliError[];
}

const documentLang = (): Lang => (document.documentElement.lang === 'ja' ? 'ja' : 'en');

/** What a reader would go back to: each step of an attack, or each language, is no place of its own. */
const placeOf = ({ frame: _frame, lang: _lang, seed: _seed, stage: _stage, ...place }: PageState): string =>
  JSON.stringify(place, (_key, value) => (typeof value === 'bigint' ? String(value) : value));

const faults = {
  'other-tables': words.addressOther,
  'other-worlds': words.addressWorld,
  unreadable: words.addressUnreadable,
} as const;

/** What the address says; where it says nothing that can be followed, the state stays, and why is told. */
function readAddress(
  book: Book,
  otherwise: PageState,
): { readonly state: PageState; readonly message: Message | null } {
  const found = stateAt(location.hash.slice(1), book, otherwise);
  if (found === null) return { state: otherwise, message: null };
  if ('state' in found)
    return {
      state: found.state,
      message: found.isOtherSheet ? { text: say(words.otherSheet, found.state) } : null,
    };
  return { state: otherwise, message: { text: say(faults[found.fault], otherwise) } };
}

export function App({ book: bound }: { readonly book: Book }) {
  const [book, setBook] = useState(bound);
  const desk: Desk = useMemo(() => ({ book, decisions: new Decisions(book) }), [book]);
  const [first] = useState(() => readAddress(bound, initialState(bound, documentLang())));
  const [state, setState] = useState<PageState>(first.state);
  const [message, setMessage] = useState<Message | null>(first.message);
  const change = useCallback<ViewProps['change']>(
    (patch) =>
      setState((s) => {
        const changed = typeof patch === 'function' ? patch(s) : patch;
        // Another attack is looked at from its beginning.
        const isOther = ['a', 'b', 'target', 'side', 'path'].some((key) => key in changed);
        return { ...s, ...(isOther && { frame: 1 }), ...changed };
      }),
    [],
  );

  const address = `#${addressOf(book, state)}`;
  useAddress(address, placeOf(state), () => {
    const read = readAddress(book, state);
    setState(read.state);
    if (read.message !== null) setMessage(read.message);
  });
  useEffect(() => {
    document.documentElement.lang = state.lang;
  }, [state.lang]);
  useFaults((error) => setMessage({ text: say(words.internal, state), copy: String(error) }));

  const onFiles = async (files: readonly File[]) => {
    let current = book;
    const notes: string[] = [];
    const errors: CliError[] = [];
    for (const file of files) {
      try {
        const { preset, note } = await importPreset(file, current, bound, state.lang);
        current = { ...current, presets: [preset, ...current.presets.filter((p) => p.name !== preset.name)] };
        const configuration = configurationOf(current, preset)!;
        setBook(current);
        change(changing(() => configuration));
        notes.push([say(words.imported, state), preset.name, note].join(' '));
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        errors.push(error);
      }
    }
    if (notes.length + errors.length > 0) setMessage({ text: notes.join(' '), errors });
  };
  useBoundsInPrint();
  const isDragging = useDrops((files) => void onFiles(files));
  const props: ViewProps = { desk, state, change };
  // What does not change with the frame of an attack is not drawn anew with it.
  const { a, b, target, side, view, lang } = state;
  const settings = useMemo(() => <Settings {...props} />, [desk, a, b, lang]);
  const verdicts = useMemo(() => <Verdicts {...props} />, [desk, a, b, target, side, view, lang]);
  return (
    <div class={`frame${state.stage ? ' stage' : ''}`}>
      <Header
        {...props}
        link={location.href.replace(/#.*$/, '') + address}
        onFiles={(files) => void onFiles(files)}
        tell={(text, copy) => setMessage({ text, copy })}
      />
      {message !== null && <Told message={message} state={state} onClose={() => setMessage(null)} />}
      {state.mode === 'explore' && <Tour {...props} />}
      {state.mode === 'quiz' ? (
        <main class="quiz-mode">
          <Quiz {...props} />
        </main>
      ) : (
        <main class={state.target === null ? 'without-detail' : ''}>
          {settings}
          <pre class="print-only configuration">
            {[a, ...(b === null ? [] : [b])]
              .map(
                (c, i) => `# ${'AB'[i]}\n${profileYaml(book, c, presetOf(book, c)?.name ?? 'configuration')}`,
              )
              .join('\n')}
          </pre>
          {verdicts}
          <Detail {...props} />
        </main>
      )}
      {isDragging && (
        <div class="dropping" aria-hidden="true">
          {say(words.dropHere, state)}
        </div>
      )}
      <footer class="colophon">
        {say(words.printedFrom, state)} {book.version} · {say(words.model, state)} {book.model}
        <span class="print-only">{address}</span>
      </footer>
    </div>
  );
}

interface ToldProps {
  readonly message: Message;
  readonly state: PageState;
  readonly onClose: () => void;
}
const Told = ({ message: { text, copy, errors = [] }, state, onClose }: ToldProps) => (
  <div class="message" role={errors.length > 0 ? 'alert' : 'status'}>
    {text !== '' && <p>{text}</p>}
    {errors.length > 0 && <p>{say(words.importFailed, state)}</p>}
    {errors.map((error) => (
      <ErrorText key={error.what} error={error} lang={state.lang} />
    ))}
    {copy !== undefined && (
      <Scrolling class="copy" label={text}>
        <pre>{copy}</pre>
      </Scrolling>
    )}
    <button type="button" class="small" onClick={onClose}>
      {say(words.close, state)}
    </button>
  </div>
);
