// The page as one HTML file: its script and stylesheet, and the book. A policy in it forbids every request, and every
// script and style but these very ones.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { CliError, EXIT } from '../errors.js';
import type { Lang } from '../i18n.js';
import type { Book } from './book.js';
import { pack } from './pack.js';

/** From `dist/cli/explorer` when built, from `cli/explorer` otherwise. */
const folders = ['../../page/', '../../dist/page/'];

function part(name: string): string {
  for (const folder of folders) {
    try {
      return readFileSync(new URL(`${folder}${name}`, import.meta.url), 'utf8').trim();
    } catch {
      // The other place is tried.
    }
  }
  throw new CliError(EXIT.missing, `the page's ${name} is not built`, { fix: 'run `npm run build`' });
}

const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page, whole. `lang` is what it starts in. Throws where its parts are not built. */
export function explorerHtml(book: Book, lang: Lang): string {
  const script = part('page.js');
  const style = part('page.css');
  // Either would end the element that it stands in.
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error('the built page cannot stand inside HTML');
  const policy = [
    "default-src 'none'",
    `script-src ${digestOf(script)}`,
    `style-src ${digestOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const data = deflateSync(JSON.stringify(pack(book)), { level: 9 }).toString('base64');
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="generator" content="sekisho ${book.version}">
<title>Sekisho</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>This page decides in your browser: please allow its script. / このページはブラウザ内で判定します。スクリプトを許可してください。</noscript></div>
<script type="application/octet-stream" id="book">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}
