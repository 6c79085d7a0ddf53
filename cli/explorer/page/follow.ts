// What is shown last stays in sight within the drawing; the page around it stays where it is.

import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

export function useFollow(sheet: RefObject<HTMLElement | null>, key: string): void {
  useEffect(() => {
    const box = sheet.current;
    const shown = box?.querySelector('g.now');
    if (!box || !shown) return;
    const [around, own] = [box.getBoundingClientRect(), shown.getBoundingClientRect()];
    if (own.top < around.top + 40 || own.bottom > around.bottom - 40)
      box.scrollBy({ top: own.top - around.top - around.height / 2 });
  }, [key]);
}
