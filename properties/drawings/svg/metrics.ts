// Widths of texts, from a table: a drawing comes out the same on every machine, whatever fonts that machine has. Advance
// widths of Noto Sans JP for ASCII, in thousandths of an em; wide characters are one em.

const regular = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555,
  555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293,
  535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555,
  559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468,
  377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];
const bold = [
  227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590,
  590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330,
  568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590,
  567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495,
  421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
];

export interface Font {
  readonly size: number;
  readonly isBold?: boolean;
}

/** Width of one line, in the unit of the font's size. */
export function textWidth(text: string, { size, isBold = false }: Font): number {
  let units = 0;
  for (const c of text) {
    const code = c.codePointAt(0)! - 32;
    units += code >= 0 && code < 95 ? (isBold ? bold : regular)[code]! : 1000;
  }
  return (units / 1000) * size;
}

/** What is not broken: a word, a run of katakana, or one other wide character; with the marks that go with it. */
const pieces =
  /[「『（]*(?:[ァ-ヺー]+|[\u2e80-\u30a0\u3100-\u9fff\uf900-\ufaff\uff00-\uff60])[、。，：）」』ー・]*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+|\s+|./gu;

/** Breaks a text so that no line is wider than `width`, and the lines are about as long as each other. */
export function wrapTo(text: string, width: number, font: Font): string[] {
  const lines = broken(text, width, font);
  if (lines.length === 1) return lines;
  let best = lines;
  // Evening out must cut no word that a line can hold.
  const whole = Math.max(
    ...(text.match(pieces) ?? []).map((p) => textWidth(p.trim(), font)).filter((w) => w <= width),
  );
  for (let narrower = width * 0.94; narrower >= whole; narrower *= 0.94) {
    const next = broken(text, narrower, font);
    if (next.length > lines.length || next.some((l) => textWidth(l, font) > narrower)) break;
    best = next;
  }
  return best;
}

function broken(text: string, width: number, font: Font): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(pieces) ?? []) {
    if (textWidth((line + piece).trimEnd(), font) <= width) line += piece;
    else {
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = '';
      // A piece that no line holds is cut where it must be.
      for (const c of piece.trimStart()) {
        if (line !== '' && textWidth(line + c, font) > width) {
          lines.push(line);
          line = '';
        }
        line += c;
      }
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}
