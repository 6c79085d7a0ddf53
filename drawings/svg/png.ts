// SVG to PNG by resvg, with a font of ours and none of the machine's. Both come from npm and are optional.

import { createRequire } from 'node:module';
import { Problem, EXIT } from '../../properties/input/problem.js';

const require = createRequire(import.meta.url);

/** Pixels for each point, and the image's bytes. Throws where the optional packages are not there. */
export async function pngOf(svg: string, pixelsPerPoint: number): Promise<Uint8Array> {
  try {
    const { Resvg } = await import('@resvg/resvg-js');
    const font = (file: string) => require.resolve(`@expo-google-fonts/noto-sans-jp/${file}`);
    const resvg = new Resvg(svg, {
      // A point is 4/3 of the pixel that resvg counts in.
      fitTo: { mode: 'zoom', value: (pixelsPerPoint * 3) / 4 },
      font: {
        loadSystemFonts: false,
        fontFiles: [font('400Regular/NotoSansJP_400Regular.ttf'), font('700Bold/NotoSansJP_700Bold.ttf')],
        defaultFontFamily: 'Noto Sans JP',
      },
    });
    return resvg.render().asPng();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.includes('MODULE_NOT_FOUND') !== true) throw error;
    throw new Problem(EXIT.missing, 'PNG needs two optional packages that are not installed', {
      why: (error as Error).message.split('\n')[0]!,
      fix: 'run `npm install --include=optional`, or draw to .svg',
    });
  }
}
