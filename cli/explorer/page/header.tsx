// The top: the two modes, language, and what goes out of the page and comes into it.

import { useRef } from 'preact/hooks';
import { modes } from '../address.js';
import { presetOf } from '../configuration.js';
import { profileYaml } from '../profileYaml.js';
import { copied } from './clipboard.js';
import { goTo, say, type ViewProps } from './desk.js';
import { lookedAt } from './looked.js';
import { ThemeButton } from './theme.js';
import { words } from './words.js';

interface Props extends ViewProps {
  /** The address of what is shown now. */
  readonly link: string;
  readonly onFiles: (files: readonly File[]) => void;
  /** Tells something; `text` is what could not be copied. */
  readonly tell: (message: string, text?: string) => void;
}

export function Header({ desk, state, change, link, onFiles, tell }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const copy = async (text: string) => {
    const done = await copied(text);
    tell(say(done ? words.copied : words.notCopied, state), done ? undefined : text);
  };
  const current = lookedAt(state);
  const name = presetOf(desk.book, current)?.name ?? 'configuration';
  return (
    <header class="top">
      {state.mode === 'explore' && (
        <div class="skips">
          <button type="button" onClick={() => goTo('verdicts')}>
            {say(words.goToVerdicts, state)}
          </button>
          <button type="button" onClick={() => goTo('detail')}>
            {say(words.goToDetail, state)}
          </button>
        </div>
      )}
      <h1>
        <span class="seal" aria-hidden="true">
          関
        </span>
        Sekisho <span class="tagline">{say(words.tagline, state)}</span>
      </h1>
      <nav>
        {modes.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={state.mode === mode}
            onClick={() => change({ mode })}
          >
            {say(words[mode], state)}
          </button>
        ))}
      </nav>
      <div class="tools">
        <button type="button" onClick={() => copy(link)}>
          {say(words.copyLink, state)}
        </button>
        <button type="button" onClick={() => copy(profileYaml(desk.book, current, name))}>
          {say(words.copyYaml, state)}
        </button>
        <button type="button" onClick={() => file.current?.click()}>
          {say(words.importYaml, state)}
        </button>
        <input
          ref={file}
          type="file"
          accept=".yaml,.yml"
          multiple
          hidden
          onChange={(e) => {
            onFiles([...(e.currentTarget.files ?? [])]);
            // The same file may be chosen again after it was mended.
            e.currentTarget.value = '';
          }}
        />
        {state.mode === 'explore' && (
          // The quiz has one of its own, which waits for the answers.
          <button type="button" onClick={() => print()}>
            {say(words.print, state)}
          </button>
        )}
        <ThemeButton lang={state.lang} />
        <button
          type="button"
          lang={state.lang === 'en' ? 'ja' : 'en'}
          onClick={() => change({ lang: state.lang === 'en' ? 'ja' : 'en' })}
        >
          {say(words.language, state)}
        </button>
      </div>
    </header>
  );
}
