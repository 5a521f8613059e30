import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** The built widget: two folders up both from here and from where the command line is bundled to. */
export const builtWidget: string = fileURLToPath(new URL('../../web/dist/widget.js', import.meta.url));

export interface WidgetScript {
  readonly etag: string;
  /** The script as a client takes it, by its Accept-Encoding. */
  encoded(accepted: string): { readonly body: Buffer; readonly encoding?: 'br' | 'gzip' };
}

/** Reads the widget's script and compresses it once; undefined where it is not built. */
export function readWidgetScript(path: string): WidgetScript | undefined {
  if (!existsSync(path)) return undefined;
  const body = readFileSync(path);
  const br = brotliCompressSync(body);
  const gzip = gzipSync(body, { level: 9 });
  return {
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    encoded(accepted) {
      const takes = (encoding: string) =>
        new RegExp(`(?:^|[ ,])${encoding}(?!;q=0(?:\\.0*)?(?:,|$))(?=[ ,;]|$)`).test(accepted);
      if (takes('br')) return { body: br, encoding: 'br' };
      return takes('gzip') ? { body: gzip, encoding: 'gzip' } : { body };
    },
  };
}
