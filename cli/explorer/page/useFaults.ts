// What goes wrong in the page is said in the page; nothing is left waiting without a word.

import { useEffect, useRef } from 'preact/hooks';

export function useFaults(onFault: (error: unknown) => void): void {
  const tell = useRef(onFault);
  tell.current = onFault;
  useEffect(() => {
    const onError = (e: ErrorEvent) => tell.current(e.error ?? e.message);
    const onRejection = (e: PromiseRejectionEvent) => tell.current(e.reason);
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onRejection);
    return () => {
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
    };
  }, []);
}
