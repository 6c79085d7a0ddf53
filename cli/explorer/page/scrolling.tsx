// A part of the page that scrolls by itself. It takes the focus, so that the keyboard can scroll it too.

import type { ComponentChildren, RefObject } from 'preact';

interface Props {
  readonly class: string;
  readonly label: string;
  readonly box?: RefObject<HTMLElement | null>;
  readonly children: ComponentChildren;
}

export const Scrolling = ({ class: name, label, box, children }: Props) => (
  <section
    class={name}
    aria-label={label}
    {...(box !== undefined && { ref: box })}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    tabIndex={0}
  >
    {children}
  </section>
);
