const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Bytes from here on would make some characters likelier than others. */
const EVEN = 256 - (256 % CHARACTERS.length);

/** So many letters and digits that nobody can guess. */
export function makeKey(length: number): string {
  let key = '';
  while (key.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < EVEN && key.length < length) key += CHARACTERS.charAt(byte % CHARACTERS.length);
    }
  }
  return key;
}
