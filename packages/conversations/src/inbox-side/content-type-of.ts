/** Images that browsers show and that hold no script. */
const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** What a file is by its first bytes, whatever it is said to be; `application/octet-stream` for all that is not known. */
export function contentTypeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (head.startsWith('%PDF-')) return 'application/pdf';
  return 'application/octet-stream';
}

/** Whether a file of that content type is shown as an image; all others are only downloaded. */
export function isShownAsImage(contentType: string): boolean {
  return shown.includes(contentType);
}
