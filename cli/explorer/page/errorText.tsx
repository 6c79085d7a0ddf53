// An error of the user's input: what happened, why, what to do, and what there is.

import type { CliError } from '../../errors.js';
import type { Lang } from '../../i18n.js';
import { say } from './desk.js';
import { words } from './words.js';

export const ErrorText = ({ error, lang }: { readonly error: CliError; readonly lang: Lang }) => (
  <div class="error">
    <p>
      <strong>{error.what}</strong>
    </p>
    {error.why !== undefined && (
      <p>
        {say(words.why, { lang })}: {error.why}
      </p>
    )}
    {error.fix !== undefined && (
      <p>
        {say(words.whatToDo, { lang })}: {error.fix}
      </p>
    )}
    {error.available !== undefined && error.available.length > 0 && (
      <p class="available">
        {say(words.available, { lang })}: {error.available.join(', ')}
      </p>
    )}
  </div>
);
