// The address says what is shown, and what the address says is shown. A new place is a step that the browser can go back.

import { useEffect, useRef } from 'preact/hooks';

/** `place` tells addresses apart that a reader would go back to; `onFollow`: the address was changed from outside. */
export function useAddress(address: string, place: string, onFollow: () => void): void {
  const last = useRef(place);
  const follow = useRef(onFollow);
  follow.current = onFollow;
  useEffect(() => {
    if (location.hash === address) {
      last.current = place;
      return;
    }
    // Browsers allow only so many changes of the address in a while; a slider makes more.
    const timer = setTimeout(() => {
      const isNew = last.current !== place && location.hash !== '';
      last.current = place;
      if (isNew) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    }, 60);
    return () => clearTimeout(timer);
  }, [address]);
  const current = useRef(address);
  current.current = address;
  useEffect(() => {
    // The page's own writing raises no such event.
    const onHash = () => {
      const arrived = location.hash;
      follow.current();
      // What could not be followed does not stay: what is shown is what can be copied.
      setTimeout(() => {
        if (location.hash === arrived && arrived !== current.current)
          history.replaceState(null, '', current.current);
      }, 100);
    };
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
}
