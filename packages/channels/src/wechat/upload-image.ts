import type { ConnectedAccount } from '@answerdesk/domain';
import { fetchImage } from '../fetch-image.ts';
import type { AuthorisedResult, CallAs } from '../tencent-tokens.ts';

/** Media are kept for three days; an hour less is sure. */
const KEPT_MS = 71 * 3_600_000;
const MOST_KEPT = 2_000;

export type UploadedImage =
  | { readonly kind: 'uploaded'; readonly mediaId: string }
  | { readonly kind: 'not-had' }
  | { readonly kind: 'failed'; readonly failure: Exclude<AuthorisedResult, { kind: 'ok' }> };

export interface ImageUploader {
  upload(account: ConnectedAccount, url: string, signal: AbortSignal): Promise<UploadedImage>;
  /** Forgets an upload that the platform does not know any more. */
  forget(account: ConnectedAccount, url: string): void;
}

/** Brings images to the platform, each of an account's once in three days as far as this process knows. */
export function createImageUploader(options: {
  readonly call: CallAs;
  readonly now: () => Date;
  readonly isLocalAllowed: (account: ConnectedAccount) => boolean;
}): ImageUploader {
  const kept = new Map<string, { readonly mediaId: string; readonly until: number }>();
  const keyOf = ({ id, credentials }: ConnectedAccount, url: string) =>
    JSON.stringify([id, credentials['appId'] ?? '', url]);

  return {
    async upload(account, url, signal) {
      const key = keyOf(account, url);
      const known = kept.get(key);
      if (known && known.until > options.now().getTime()) return { kind: 'uploaded', mediaId: known.mediaId };
      const image = await fetchImage(url, { isLocalAllowed: options.isLocalAllowed(account), signal });
      if (!image) return { kind: 'not-had' };
      const form = new FormData();
      const name = image.contentType === 'image/png' ? 'image.png' : 'image.jpg';
      form.append('media', new Blob([image.bytes], { type: image.contentType }), name);
      const result = await options.call(account, {
        path: '/cgi-bin/media/upload',
        query: { type: 'image' },
        body: form,
        signal,
      });
      if (result.kind !== 'ok') return { kind: 'failed', failure: result };
      const mediaId = result.answer['media_id'];
      if (typeof mediaId !== 'string' || mediaId === '') return { kind: 'not-had' };
      kept.delete(key);
      kept.set(key, { mediaId, until: options.now().getTime() + KEPT_MS });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return { kind: 'uploaded', mediaId };
    },
    forget(account, url) {
      kept.delete(keyOf(account, url));
    },
  };
}
