// The formats of a comparison, each one file.

import { csv } from './csv.js';
import { data } from './data.js';
import { html } from './html.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { sarif } from './sarif.js';
import { text } from './text.js';
import type { Told } from './told.js';

const pretty = (value: object): string => JSON.stringify(value, null, 2);

export const formats = {
  text,
  md: markdown,
  csv,
  json: (told) => pretty(data(told)),
  html,
  sarif: (told) => pretty(sarif(told)),
  junit,
} as const satisfies Record<string, (told: Told) => string>;
export type Format = keyof typeof formats;
