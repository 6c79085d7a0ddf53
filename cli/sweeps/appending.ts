// A file that grows by whole lines. Whoever is killed while writing leaves at most one line that is cut off, which the
// next one who writes ends, and whoever reads tells from a whole one.

import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { type Kept, keptOf } from '../../properties/sweeps/line.js';
import { CliError, EXIT } from '../errors.js';

export class Appending {
  readonly #file: string;
  readonly #fd: number;

  /** Throws where the file cannot be written. */
  constructor(file: string) {
    this.#file = file;
    try {
      this.#fd = openSync(file, 'a+');
    } catch (error) {
      throw new CliError(EXIT.missing, `cannot write \`${file}\``, {
        why: (error as Error).message,
        fix: 'is the folder there, and yours to write to?',
      });
    }
  }

  /**
   * Adds a line, which is on the disk when this returns. One write puts all of it at the end of the file, so lines of
   * two who write at once do not mix.
   * @throws where the device takes no more: then the line is not there, or is cut off
   */
  add(line: string): void {
    try {
      this.#write(`${this.#isWhole() ? '' : '\n'}${line}\n`);
      if (fstatSync(this.#fd).isFile()) fsyncSync(this.#fd);
    } catch (error) {
      throw new CliError(EXIT.cannotWrite, `cannot write \`${this.#file}\``, {
        why: (error as Error).message,
        fix: 'make room and run this again with --resume; every cell that was written whole is kept',
      });
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  #write(text: string): void {
    const bytes = Buffer.from(text);
    // Less than all is written where the device becomes full; the rest then says so.
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#fd, bytes, from);
  }

  /** Whether the last line was ended. */
  #isWhole(): boolean {
    const stat = fstatSync(this.#fd);
    if (!stat.isFile() || stat.size === 0) return true;
    const last = Buffer.alloc(1);
    readSync(this.#fd, last, 0, 1, stat.size - 1);
    return last[0] === 0x0a;
  }
}

/** What a file of results holds; nothing, if it is not there. */
export const keptIn = (file: string): Kept => keptOf(existsSync(file) ? readFileSync(file, 'utf8') : '');
