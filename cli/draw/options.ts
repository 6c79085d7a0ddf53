// Which options a kind of drawing heeds. One that would be ignored is refused: who gave it expects another drawing.

import { CliError, EXIT } from '../errors.js';
import { scenarioChoices } from '../../properties/profiles/choices.js';
import type { Format } from '../../properties/drawings/render.js';

export const kinds = ['flow', 'attack', 'twin', 'machine', 'tree', 'lattice', 'all'] as const;
export type Kind = (typeof kinds)[number];

const configured: readonly Kind[] = ['flow', 'attack', 'twin', 'tree', 'lattice'];
const single: readonly Kind[] = [...configured, 'machine'];
const kindsFor: Readonly<Record<string, readonly Kind[]>> = {
  profile: configured,
  with: configured,
  lang: single,
  paper: single,
  splitEvery: ['flow', 'attack', 'twin'],
  highlight: ['flow', 'attack', 'twin'],
  detail: ['machine'],
  search: ['all'],
  ...Object.fromEntries(Object.keys(scenarioChoices).map((key) => [key, ['flow'] as const])),
};
const pictures: readonly Format[] = ['svg', 'png'];

const flagOf = (key: string): string => `--${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** Throws a usage error if one of the options given (by the names that commander keeps them under) is not for the kind. */
export function refuseStray(kind: Kind, what: string | undefined, given: readonly string[]): void {
  if (what !== undefined && (kind === 'flow' || kind === 'all'))
    throw new CliError(EXIT.usage, `draw ${kind} takes no name, but \`${what}\` is given`, {
      fix:
        kind === 'flow'
          ? 'leave it out; choose the configuration with --profile and --with'
          : 'leave it out; `all` draws everything there is',
    });
  for (const key of given) {
    const heeding = kindsFor[key];
    if (heeding === undefined || heeding.includes(kind)) continue;
    throw new CliError(EXIT.usage, `draw ${kind} takes no ${flagOf(key)}`, {
      why: `${flagOf(key)} is for ${heeding.join(', ')}`,
      fix: 'leave it out',
    });
  }
}

/** Throws a usage error if one of the options given is about pages, and the format has none. */
export function refusePages(format: Format, given: readonly string[]): void {
  const key = given.find((k) => k === 'paper' || k === 'splitEvery');
  if (key === undefined || pictures.includes(format)) return;
  throw new CliError(EXIT.usage, `a .${format} file takes no ${flagOf(key)}`, {
    why: `it has no pages; ${flagOf(key)} is for ${pictures.map((f) => `.${f}`).join(', ')}`,
    fix: 'leave it out',
  });
}

const quoted = (word: string): string =>
  /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The command line that draws the twin of what is named, under the same profile and measures. */
export const twinCommand = (
  what: string,
  asked: { readonly profile?: string; readonly with?: readonly string[] },
): string =>
  [
    'sekisho draw twin',
    quoted(what),
    ...(asked.profile === undefined ? [] : ['--profile', quoted(asked.profile)]),
    ...(asked.with ?? []).flatMap((id) => ['--with', quoted(id)]),
    '-o twin.svg',
  ].join(' ');
