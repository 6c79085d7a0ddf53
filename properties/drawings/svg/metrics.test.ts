import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { textWidth, wrapTo } from './metrics.js';

const require = createRequire(import.meta.url);
const fontFiles = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map((file) =>
  require.resolve(`@expo-google-fonts/noto-sans-jp/${file}`),
);

/** The largest ratio of a text's real width, in the font that ships, to the width the table gives. */
function widestRatio(texts: readonly string[], isBold: boolean): number {
  const rows = texts.map((text, i) => {
    const scale = 100 / textWidth(text, { size: 10, isBold });
    const weight = isBold ? ' font-weight="700"' : '';
    return `<g transform="translate(0 ${i * 20}) scale(${scale} 1)"><text font-size="10" font-family="Noto Sans JP"${weight}>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text></g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${rows.join('')}</svg>`;
  const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox()!;
  return (box.x + box.width) / 100;
}

const texts = [
  '(8) トークンリクエスト',
  'アリスの認可コード, クライアント・シークレット',
  'redirect.distinct, redirect.by-issuer',
  'LEAK (7): alice’s code, alice’s state',
  '× [送られた発行者が一致しない] ◆issuer.sent',
  'WWWWiiiill.,;:!?()[]{}%$#@&0123456789',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz',
  '手段：アリスのユーザ・エージェントや端末を通る内容を読み、書き換える',
];

describe('widths', () => {
  test.each([false, true])('no text is wider than the table says (bold: %s)', (isBold) => {
    expect(widestRatio(texts, isBold)).toBeLessThanOrEqual(1.01);
  });
});

describe('line breaks', () => {
  const alphabet = fc.constantFrom(
    'a',
    'W',
    ' ',
    'ア',
    '・',
    'ー',
    '、',
    '認',
    '可',
    '(',
    ')',
    '[',
    '.',
    'ん',
    '’',
  );
  const text = fc.array(alphabet, { maxLength: 40 }).map((cs) => cs.join(''));

  test('nothing but spaces is lost, and no line is wider than asked', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 200 }), (t, width) => {
        const font = { size: 13 };
        const lines = wrapTo(t, width, font);
        expect(lines.join('').replace(/ /g, '')).toBe(t.replace(/ /g, ''));
        for (const line of lines) expect(textWidth(line, font)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('a word that a line holds is not cut', () => {
    expect(wrapTo('4 authorization server', 110, { size: 14, isBold: true })).toContain('server');
    expect(wrapTo('クライアント・シークレット', 100, { size: 13 })).toEqual([
      'クライアント・',
      'シークレット',
    ]);
  });
});
