// What every part of the page is given: the book and its answers, what is looked at, and a way to look at something else.

import type { Book } from '../book.js';
import type { Decisions } from '../decide.js';
import type { PageState } from '../address.js';
import type { Lang } from '../../i18n.js';
import type { Target } from '../../../properties/verdicts/judge.js';
import type { Configuration } from '../configuration.js';

export interface Desk {
  readonly book: Book;
  readonly decisions: Decisions;
}
export interface ViewProps {
  readonly desk: Desk;
  readonly state: PageState;
  /** What is to be otherwise; as a function, of the state as it is by then: clicks may come faster than the page draws. */
  readonly change: (patch: Partial<PageState> | ((state: PageState) => Partial<PageState>)) => void;
}

/** What a view of one target is given besides. */
export interface DetailProps extends ViewProps {
  readonly target: Target;
  readonly configuration: Configuration;
  /** Changes the configuration that is looked at. */
  readonly set: (change: (c: Configuration) => Configuration) => void;
}

/** A text in the page's language. */
export const say = (
  text: { readonly en: string; readonly ja: string },
  { lang }: { readonly lang: Lang },
): string => text[lang];

/** Brings a part of the page into view and the focus into it. Links to places would change the address, which is the state. */
export function goTo(id: 'verdicts' | 'detail'): void {
  const part = document.getElementById(id);
  part?.focus();
  part?.scrollIntoView({ block: 'start' });
}
