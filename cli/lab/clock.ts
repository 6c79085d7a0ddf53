// The clock of a stack: a tick moves it for every party in this process.

const RealDate = Date;
let shift = 0;

class LabDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...(given as [number]));
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
}

/** From now on `Date` is the lab's, in this process. */
export const installClock = (): void => {
  globalThis.Date = LabDate as unknown as DateConstructor;
};
/** Moves the clock by milliseconds. */
export const tick = (ms: number): void => {
  shift += ms;
};
export const resetClock = (): void => {
  shift = 0;
};
