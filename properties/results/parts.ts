// One file of several parts, each of which can be read without the others. Every part is compressed by itself, and the
// file is what these members make one after the other, so it is a gzip file like any other (RFC 1952 2.2). Where each
// begins, and its digest, stand in an extra field of the first member (2.3.1.1), after a digest of all that.

import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isText, isWhole, listOf, recordOf } from './resultShape.js';

const format = 3;
interface Part {
  readonly name: string;
  /** Of its member, without the extra field. */
  readonly bytes: number;
  /** Of what is compressed. */
  readonly sha256: string;
}
interface Contents {
  readonly format: number;
  readonly key: string;
  readonly parts: readonly Part[];
}
const isContents = recordOf<Contents>({
  format: (data): data is number => data === format,
  key: isText,
  parts: listOf(recordOf<Part>({ name: isText, bytes: isWhole, sha256: isText })),
});

/** Flags in the fourth byte of a member: there is an extra field. */
const flagsAt = 3;
const hasExtra = 4;
const fixedHeader = 10;
/** The length of all extra fields, then a field's name and its own length. */
const extraHeader = 6;
const fieldName = Buffer.from('SK');

const digestLength = 32;
const digestOf = (text: Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** The file of some parts by name, in their order, under a key. */
export function packParts(key: string, parts: ReadonlyMap<string, string>): Uint8Array {
  const members = [...parts].map(([name, text]) => ({
    name,
    sha256: digestOf(Buffer.from(text)),
    member: gzipSync(text, { level: 9 }),
  }));
  const contents: Contents = {
    format,
    key,
    parts: members.map(({ name, sha256, member }) => ({ name, bytes: member.length, sha256 })),
  };
  const [first, ...others] = members.map(({ member }) => member);
  const told = Buffer.from(JSON.stringify(contents));
  const field = Buffer.concat([Buffer.from(digestOf(told), 'hex'), told]);
  const extra = Buffer.alloc(extraHeader);
  extra.writeUInt16LE(field.length + 4, 0);
  fieldName.copy(extra, 2);
  extra.writeUInt16LE(field.length, 4);
  const header = Buffer.from(first!.subarray(0, fixedHeader));
  header[flagsAt] = header[flagsAt]! | hasExtra;
  return Buffer.concat([header, extra, field, first!.subarray(fixedHeader), ...others]);
}

export interface Parts {
  readonly key: string;
  readonly names: readonly string[];
  /** What a part holds, as JSON. Throws where it is not as it was written, or there is none of that name. */
  readonly read: (name: string) => unknown;
}

/** Opens a file of parts; null: it is none, of another format, or its contents are not as they were written. */
export function openParts(file: Buffer): Parts | null {
  if (file.length < fixedHeader + extraHeader || file[0] !== 0x1f || file[1] !== 0x8b) return null;
  const start = fixedHeader + extraHeader;
  const isOurs = (file[flagsAt]! & hasExtra) !== 0 && file.subarray(start - 4, start - 2).equals(fieldName);
  if (!isOurs) return null;
  const end = start + file.readUInt16LE(start - 2);
  const told = file.subarray(start + digestLength, end);
  // A part that is not named would be taken for one that is not there.
  if (digestOf(told) !== file.toString('hex', start, start + digestLength)) return null;
  const contents: unknown = JSON.parse(told.toString('utf8'));
  if (!isContents(contents)) return null;
  const places = new Map<string, Part & { readonly from: number; readonly to: number }>();
  let from = 0;
  for (const part of contents.parts) {
    const to = (from === 0 ? end - fixedHeader : from) + part.bytes;
    places.set(part.name, { ...part, from, to });
    from = to;
  }
  return {
    key: contents.key,
    names: [...places.keys()],
    read: (name) => {
      const part = places.get(name);
      if (part === undefined) throw new Error(`it has no part ${name}`);
      const text = gunzipSync(file.subarray(part.from, part.to));
      if (digestOf(text) !== part.sha256)
        throw new Error('its content does not have the checksum it was written with');
      return JSON.parse(text.toString('utf8'));
    },
  };
}
