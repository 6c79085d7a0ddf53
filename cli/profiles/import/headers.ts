// What the headers of a server's pages say of who may frame them and who learns their address.

export interface Headers {
  readonly xFrameOptions?: string | undefined;
  readonly contentSecurityPolicy?: string | undefined;
  readonly referrerPolicy?: string | undefined;
}

/** The sources of each `frame-ancestors` directive; policies of one header are separated by commas. */
const ancestorsOf = (policies: string): (readonly string[])[] =>
  policies.split(',').flatMap((policy) => {
    const directives = policy.split(';').map((d) => d.trim().split(/\s+/));
    // A directive that is given again is ignored (Content Security Policy Level 3, 2.2.1).
    const found = directives.find(([name]) => name!.toLowerCase() === 'frame-ancestors');
    return found === undefined ? [] : [found.slice(1)];
  });

/**
 * Whether pages refuse to be framed by others. Where `frame-ancestors` is there, a browser does not look at
 * X-Frame-Options (Content Security Policy Level 3, 6.4.2.2). `unknown`: a named origin may frame them, or a header
 * is not in the document.
 */
export function framesRefused({ xFrameOptions, contentSecurityPolicy }: Headers): boolean | 'unknown' {
  const lists = ancestorsOf(contentSecurityPolicy ?? '');
  if (lists.length > 0) {
    if (lists.some((list) => list.every((source) => /^'(none|self)'$/i.test(source)))) return true;
    // A wildcard or a bare scheme lets anybody in.
    return lists.every((list) => list.some((source) => /^(\*|[a-z]+:(\/\/\*)?(:\*)?)$/i.test(source)))
      ? false
      : 'unknown';
  }
  // ALLOW-FROM is no longer understood.
  if (/^\s*(deny|sameorigin)\s*$/i.test(xFrameOptions ?? '')) return true;
  return xFrameOptions === undefined || contentSecurityPolicy === undefined ? 'unknown' : false;
}

const hiding = [
  ...['no-referrer', 'same-origin', 'origin', 'strict-origin'],
  ...['origin-when-cross-origin', 'strict-origin-when-cross-origin'],
];
const telling = ['unsafe-url', 'no-referrer-when-downgrade'];

/** Whether third parties do not learn the page's URL. Of several policies the last known one counts. */
export function referrerHidden({ referrerPolicy }: Headers): boolean | 'unknown' {
  const known = (referrerPolicy ?? '')
    .split(',')
    .map((policy) => policy.trim().toLowerCase())
    .findLast((policy) => hiding.includes(policy) || telling.includes(policy));
  return known === undefined ? 'unknown' : hiding.includes(known);
}
