import type { ViewProps } from './desk.js';

export const Coverage = (_: ViewProps) => <p>…</p>;
