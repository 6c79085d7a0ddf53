// SVG to PNG by resvg, with a font of ours and none of the machine's. All three come from npm and are optional.
//
// resvg reads a font's whole file for each glyph. Japanese fonts are large, so it is given one with the glyphs that the
// drawing has and no more; the outlines are the same, and so is every pixel.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem, EXIT } from '../../input/problem.js';

const require = createRequire(import.meta.url);
const fonts = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'] as const;

/** Writes the fonts, with the glyphs of a text, into a folder. */
async function fontsFor(text: string, folder: string): Promise<string[]> {
  const { default: subset } = await import('subset-font');
  const files: string[] = [];
  for (const [i, font] of fonts.entries()) {
    const whole = readFileSync(require.resolve(`@expo-google-fonts/noto-sans-jp/${font}`));
    const file = join(folder, `${i}.ttf`);
    writeFileSync(file, await subset(whole, text, { targetFormat: 'truetype' }));
    files.push(file);
  }
  return files;
}

/** Pixels for each point, and the image's bytes. Throws where the optional packages are not there. */
export async function pngOf(svg: string, pixelsPerPoint: number): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-fonts-'));
  try {
    const { Resvg } = await import('@resvg/resvg-js');
    const resvg = new Resvg(svg, {
      // A point is 4/3 of the pixel that resvg counts in.
      fitTo: { mode: 'zoom', value: (pixelsPerPoint * 3) / 4 },
      font: {
        loadSystemFonts: false,
        fontFiles: await fontsFor([...new Set(svg)].join(''), folder),
        defaultFontFamily: 'Noto Sans JP',
      },
    });
    return resvg.render().asPng();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.includes('MODULE_NOT_FOUND') !== true) throw error;
    throw new Problem(EXIT.missing, 'PNG needs optional packages that are not installed', {
      why: (error as Error).message.split('\n')[0]!,
      fix: 'run `npm install --include=optional`, or draw to .svg',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
