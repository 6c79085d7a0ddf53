import { type MeasureId, measures } from './measures.js';
import { type SwitchId, switches } from './switches.js';

/** A named configuration: the switches that are on; all others are off. */
export interface Profile {
  readonly name: string;
  readonly description: { readonly en: string; readonly ja: string };
  readonly on: ReadonlySet<string>;
}

const environment: readonly SwitchId[] = switches.filter((s) => s.environment).map((s) => s.id);

/** The environment switches, the switches of the given measures, and any given singly. */
function environmentPlus(
  measureIds: readonly MeasureId[],
  more: readonly SwitchId[] = [],
): ReadonlySet<string> {
  const bundled = measures.filter((m) => measureIds.includes(m.id)).flatMap((m) => m.switches);
  return new Set<string>([...environment, ...bundled, ...more]);
}

const common: readonly MeasureId[] = measures.filter((m) => m.kind === 'common').map((m) => m.id);

const allOfThePaper: readonly MeasureId[] = measures
  .filter((m) => m.kind !== 'advanced' && m.id !== 'CM16')
  .map((m) => m.id);

/** Every shipped profile, weakest first. */
export const profiles = [
  {
    name: 'rfc6749-bare',
    description: {
      en: 'The bare authorization code flow: no optional check, only what the survey takes for granted',
      ja: '認可コードフローの最小構成。任意の検証はなく、前提とされるものだけを備える',
    },
    on: environmentPlus([]),
  },
  {
    name: 'paper-common',
    description: {
      en: 'The bare flow with the three measures that the survey recommends against every threat (CM1 to CM3)',
      ja: '最小構成に、すべての脅威に共通する3つの対策（CM1からCM3）を加えたもの',
    },
    on: environmentPlus(common),
  },
  {
    name: 'paper-all',
    description: {
      en: 'Every measure of the survey and of its notes, with refresh tokens still issued (no CM16) and without the two advanced measures',
      ja: '本文と注のすべての対策を加えたもの。リフレッシュトークンは発行し（CM16なし）、高度な2つの対策は含まない',
    },
    on: environmentPlus(allOfThePaper),
  },
] as const satisfies readonly Profile[];
