// First: what follows makes its shapes as it is loaded.
import './withoutEval.js';
import { render } from 'preact';
import type { PackedBook } from '../pack.js';
import { unpack } from '../unpack.js';
import { App } from './app.js';
import './page.css';

/** The book that stands in the page: JSON, deflated, in base 64. */
async function readBook(): Promise<PackedBook> {
  const text = document.getElementById('book')!.textContent!;
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(plain).text()) as PackedBook;
}

async function open(page: HTMLElement): Promise<void> {
  try {
    const book = unpack(await readBook());
    page.replaceChildren();
    render(<App book={book} />, page);
  } catch (error) {
    // A page that was cut off, or a browser without what it takes: said, never a blank screen.
    page.textContent = `This page cannot be read / このページを読み込めません: ${(error as Error).message}`;
  }
}

void open(document.getElementById('page')!);
