import type { ViewProps } from './desk.js';

export const Lattice = (_: ViewProps) => <p>…</p>;
