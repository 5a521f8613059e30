import type { ModelCall } from './read-model-call.ts';
import { stringsIn } from './read-model-request.ts';

/** What was sent that should not have been, and in which call (1 for the first). */
export interface Leak {
  readonly secret: string;
  readonly call: number;
}

/**
 * Secrets that calls carried in their address, headers or body, whatever the case of letters, however spaced, escaped, or
 * packed as base64 or percents. The key of the call itself belongs in `authorization` and is looked for everywhere else.
 * Throws on a secret of fewer than 3 letters and digits, which every text would hold.
 */
export function findLeaks(calls: readonly ModelCall[], secrets: readonly string[]): readonly Leak[] {
  const wanted = secrets.map((secret) => ({ secret, forms: formsOf(secret) }));
  return calls.flatMap((call) => {
    const carried = textsOf(call).map(bare);
    return wanted
      .filter(({ forms }) => forms.some((form) => carried.some((text) => text.includes(form))))
      .map(({ secret }) => ({ secret, call: call.call }));
  });
}

function textsOf({ path, headers, body, json }: ModelCall): string[] {
  const { authorization: _expected, ...others } = headers;
  return [path, percentsRead(path), body, ...stringsIn(json), ...stringsIn(others)];
}

function formsOf(secret: string): string[] {
  const plain = bare(secret);
  if ([...plain].length < 3) throw new Error(`too short to be looked for: ${JSON.stringify(secret)}`);
  // Base64 of a text inside another: three shifts, without the letters at either end that hold its neighbours' bits.
  const packed = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    return bare(text.slice(shift === 0 ? 0 : shift + 1, -1));
  });
  return [plain, ...packed.filter((form) => form.length >= 8)];
}

/** Letters and digits alone, in small letters. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}

function percentsRead(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
