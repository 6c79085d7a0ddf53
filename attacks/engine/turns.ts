// Long work as a generator: it yields now and then, so that whoever runs it can let other work in between.

/** Does all of the work at once. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
  }
}

/** The same, letting other work (an interrupt, say) in between now and then. */
export async function inTurns<T>(work: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
