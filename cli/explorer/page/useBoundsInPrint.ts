// A verdict is not printed without its bounds, though on the screen they are folded.

import { useEffect } from 'preact/hooks';

export function useBoundsInPrint(): void {
  useEffect(() => {
    const folded = () => document.querySelectorAll<HTMLDetailsElement>('details.bounds:not([open])');
    let opened: readonly HTMLDetailsElement[] = [];
    const before = () => {
      opened = [...folded()];
      for (const details of opened) details.open = true;
    };
    const after = () => {
      for (const details of opened) details.open = false;
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
}
