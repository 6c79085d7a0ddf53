// Texts in the two languages.

export type Lang = 'en' | 'ja';
export const langs: readonly Lang[] = ['en', 'ja'];

export interface Text {
  readonly en: string;
  readonly ja: string;
}

export const pick = (text: Text, lang: Lang): string => text[lang];

/** A name by its id in one language; an id without one stands for itself. */
export const nameIn = (names: Readonly<Record<string, Text>>, id: string, lang: Lang): string =>
  Object.hasOwn(names, id) ? pick(names[id]!, lang) : id;
