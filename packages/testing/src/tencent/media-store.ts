import { randomBytes } from 'node:crypto';
import type { Upload } from './read-body.ts';

/** What one type of temporary media may be: largest size, the file name's endings, the errcode for a wrong size. */
export interface MediaRule {
  readonly maxBytes: number;
  readonly endings: readonly string[] | 'any';
  readonly wrongSizeErrcode: number;
}

export interface StoredMedia {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly createdAtS: number;
}

export interface MediaStore {
  /** The errcode and errmsg with which the platform refuses an upload, if it does. */
  refusalOf(type: string, upload: Upload): { readonly errcode: number; readonly errmsg: string } | undefined;
  keep(type: string, file: Upload): StoredMedia;
  /** Media that are at most three days old. */
  find(id: string): StoredMedia | undefined;
}

const KEPT_S = 3 * 24 * 3_600;

/** Keeps temporary media for three days by the clock it is given. */
export function createMediaStore(options: {
  readonly now: () => Date;
  readonly rules: Readonly<Record<string, MediaRule>>;
  readonly minBytes: number;
}): MediaStore {
  const kept = new Map<string, StoredMedia>();
  const nowS = () => Math.floor(options.now().getTime() / 1_000);
  return {
    refusalOf(type, { name, bytes }) {
      const rule = Object.hasOwn(options.rules, type) ? options.rules[type] : undefined;
      if (!rule) return { errcode: 40004, errmsg: 'invalid media type' };
      if (bytes.length === 0) return { errcode: 44001, errmsg: 'empty media data' };
      const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
      if (rule.endings !== 'any' && !rule.endings.includes(ending)) {
        return { errcode: 40005, errmsg: 'invalid file type' };
      }
      if (bytes.length > rule.maxBytes || bytes.length < options.minBytes) {
        return { errcode: rule.wrongSizeErrcode, errmsg: `invalid ${type} size` };
      }
      return undefined;
    },
    keep(type, file) {
      const id = randomBytes(48).toString('base64url');
      const media = { id, type, ...file, createdAtS: nowS() };
      kept.set(id, media);
      return media;
    },
    find(id) {
      const media = kept.get(id);
      return media && nowS() - media.createdAtS <= KEPT_S ? media : undefined;
    },
  };
}
