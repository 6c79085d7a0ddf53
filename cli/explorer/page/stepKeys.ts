// The keys that step through a drawing: arrows, and what a presenter's remote sends, wherever the focus is.

import { useLayoutEffect } from 'preact/hooks';

const by: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

/** Steps on or back at these keys; `key` is what the drawing and the step shown depend on. */
export function useStepKeys(step: (by: number) => void, key: string): void {
  // Before the new step is seen: a key pressed right then must not count from the step before.
  useLayoutEffect(() => {
    const onKeyDown = (e: KeyboardEvent) => {
      const at = e.target as HTMLElement;
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) return;
      // Whoever has opened an attack steps at once. Among the settings these keys scroll.
      if (at.role === 'tab' || at.closest?.('.settings')) return;
      const n = by[e.key];
      if (n === undefined) return;
      e.preventDefault();
      step(n);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [key]);
}
