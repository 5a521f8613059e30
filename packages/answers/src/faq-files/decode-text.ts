import { DomainError } from '@answerdesk/domain';

/**
 * Reads text in UTF-8, in UTF-16 with its mark, in GB18030 (Chinese Windows) or in Windows-1252 (western Windows),
 * whichever the bytes are. Throws DomainError `invalid` when they are none of these.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = encodingsOf(bytes)
    .map((encoding) => tryDecode(bytes, encoding))
    .find((decoded) => decoded !== undefined);
  if (text === undefined || text.includes('\u0000')) {
    throw new DomainError('invalid', 'This file is not text. Save it as CSV in UTF-8, or as XLSX.');
  }
  return text;
}

function encodingsOf(bytes: Uint8Array): string[] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', standsAlone(bytes) ? 'windows-1252' : 'gb18030'];
}

/** Whether bytes beyond ASCII mostly stand alone, as accents do; Chinese characters are pairs of them. */
function standsAlone(bytes: Uint8Array): boolean {
  let runs = 0;
  let alone = 0;
  let length = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) {
      length += 1;
      if (length === 1) {
        runs += 1;
        alone += 1;
      } else if (length === 2) alone -= 1;
    } else length = 0;
  }
  return alone * 2 > runs;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
