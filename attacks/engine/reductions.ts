import type { LocalStates } from './memo.js';
import type { Edge } from './edges.js';

export interface Reductions {
  readonly prelude: boolean;
  readonly setback: boolean;
}
export const allReductions: Reductions = { prelude: true, setback: true };
export type Canonical = ((ids: Int32Array) => void) & { isUseless: (edge: Edge, ids: Int32Array, base: number) => boolean };
export const canonicalIn = (_l: LocalStates, _r: Reductions): Canonical | null => null;
