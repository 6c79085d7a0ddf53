// How work is stopped: an `AbortSignal`, asked now and then.

/** What every long call takes. */
export interface Stoppable {
  /** Stops the work: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** On abort, resolve with what is known by then instead; `interrupted` says so. */
  readonly keepPartial?: boolean | undefined;
}

/** Runs work that asks whether to stop. `stop` is the same for worker threads: not zero, once it is aborted. */
export async function stoppable<T>(
  { signal, keepPartial = false }: Stoppable,
  work: (asked: { readonly shouldStop: () => boolean; readonly stop: Int32Array }) => Promise<T>,
): Promise<T> {
  if (!keepPartial) signal?.throwIfAborted();
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const onAbort = () => Atomics.store(stop, 0, 1);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await work({ shouldStop: () => Atomics.load(stop, 0) !== 0, stop });
    if (!keepPartial) signal?.throwIfAborted();
    return result;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
