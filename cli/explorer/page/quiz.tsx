import type { ViewProps } from './desk.js';

export const Quiz = (_: ViewProps) => <p>…</p>;
