import { DomainError } from '@answerdesk/domain';

/**
 * Reads text in UTF-8, in UTF-16 with its mark, or in GB18030 (Chinese Windows), whichever the bytes are.
 * Throws DomainError `invalid` when they are none of these.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const text = tryDecode(bytes, encoding) ?? (encoding === 'utf-8' ? tryDecode(bytes, 'gb18030') : undefined);
  if (text === undefined || text.includes('\u0000')) {
    throw new DomainError('invalid', 'This file is not text. Save it as CSV in UTF-8, or as XLSX.');
  }
  return text;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
