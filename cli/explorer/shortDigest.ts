/** Tells texts apart at a glance, and keeps nobody from making two alike: 32-bit FNV-1a, in base 36. */
export function shortDigest(text: string): string {
  let hash = 0x811c9dc5;
  for (const c of text) hash = Math.imul(hash ^ c.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36);
}
