// Texts that others wrote, where they are shown: names, paths, fields of documents.

/** A text on one line, without what a terminal would obey or what turns the direction of writing. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ');
