// How things look. Every kind differs from every other in line, frame or ground as well as in colour, so that a grey
// print and a reader who does not see colours lose nothing.

import type { ArrowKind, NoteKind } from '../diagram.js';
import type { BoxStyle, LineStyle } from './sketch.js';
import type { TextStyle } from './placeholders.js';

export const ink = '#1b2a41';
const grey = '#56606e';
const red = '#9b1021';
const darkRed = '#7a0c1a';

export const fonts = {
  title: { size: 22, isBold: true, colour: '#111111' },
  subtitle: { size: 13, colour: grey },
  head: { size: 14.5, isBold: true, colour: ink },
  arrow: { size: 13.5, isBold: true, colour: ink },
  detail: { size: 12.5, colour: grey },
  step: { size: 13, isBold: true, colour: '#111111' },
  note: { size: 13, isBold: true, colour: ink },
  band: { size: 13, isItalic: true, colour: grey },
  legend: { size: 12.5, colour: '#333333' },
} as const satisfies Record<string, TextStyle>;

export interface ArrowLook {
  readonly line: LineStyle;
  readonly title: string;
  readonly detail: string;
  /** Frame and ground of the label, if it has one. */
  readonly label?: BoxStyle;
}
export const arrowLooks: Readonly<Record<ArrowKind, ArrowLook>> = {
  honest: { line: { colour: '#24406b', width: 1.5 }, title: ink, detail: grey },
  attacker: {
    line: { colour: red, width: 3 },
    title: darkRed,
    detail: darkRed,
    label: { fill: '#fdeeee', colour: red, width: 1.2 },
  },
  leak: {
    line: { colour: darkRed, width: 3, style: 'dotted' },
    title: '#ffffff',
    detail: '#ffffff',
    label: { fill: darkRed, colour: darkRed, width: 1 },
  },
  refused: {
    line: { colour: '#111111', width: 2, style: 'dashed' },
    title: '#111111',
    detail: grey,
  },
};
export const noteLooks: Readonly<Record<NoteKind, { box: BoxStyle; title: string; detail: string }>> = {
  leak: { box: { fill: darkRed, colour: darkRed, shape: 'note' }, title: '#ffffff', detail: '#ffffff' },
  goal: { box: { fill: '#111111', colour: '#111111', isDouble: true }, title: '#ffffff', detail: '#ffffff' },
  refused: {
    box: { fill: '#ffffff', colour: '#111111', width: 2, isDouble: true },
    title: '#111111',
    detail: '#111111',
  },
  stopped: {
    box: { fill: '#e7f1ea', colour: '#14532d', width: 2, isDouble: true },
    title: '#14532d',
    detail: '#14532d',
  },
  mark: {
    box: { fill: '#ffd84d', colour: '#111111', width: 3.2 },
    title: '#111111',
    detail: '#111111',
  },
  kept: {
    box: { fill: '#ffffff', colour: '#14532d', width: 1.5, style: 'dashed', isRounded: true },
    title: '#14532d',
    detail: '#14532d',
  },
  checked: {
    box: { fill: '#f1f6f2', colour: '#8aa894', width: 0.8, isRounded: true },
    title: '#2f5a3d',
    detail: '#2f5a3d',
  },
};
export const headLooks = {
  honest: { fill: '#e3ecf8', colour: '#24406b', width: 1.4, isRounded: true },
  attacker: { fill: '#f6d5d5', colour: darkRed, width: 2.4 },
} as const satisfies Record<string, BoxStyle>;
export const lifelines = {
  honest: { colour: '#8b97a8', width: 1, style: 'dashed' },
  attacker: { colour: '#b05a64', width: 1.6, style: 'dashed' },
} as const satisfies Record<string, LineStyle>;
export const stripe = '#f4f5f7';
/** What a step stands on that is to be looked at. */
export const marked = { fill: '#fff4cc', colour: '#111111', width: 3 } as const satisfies BoxStyle;
