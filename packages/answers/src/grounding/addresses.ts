import { plainDigits } from './numbers.ts';

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const PAGE =
  /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\b(?:mailto|tel|javascript|data):|\bwww\.)[^\s<>"'()[\]，。、）]+|(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]{1,63}\.)+[a-z]{2,24}(?![\p{L}\p{N}])(?:\/[^\s<>"'()[\]，。、）]*)?/giu;
const PHONE = /(?<![\p{L}\p{N}])\+?\(?\p{Nd}(?:[ \u00a0()./-]{0,2}\p{Nd}){6,17}(?![\p{L}\p{N}])/gu;

/**
 * The addresses of pages and mail and the telephone and other long numbers in a text, each in one form, so that what two
 * texts name can be compared.
 */
export function addressesIn(text: string): string[] {
  const plain = text.normalize('NFKC');
  const mail = [...plain.matchAll(EMAIL)].map(([found]) => found.toLowerCase());
  const rest = plain.replaceAll(EMAIL, ' ');
  const pages = [...rest.matchAll(PAGE)].map(([found]) => pageOf(found));
  const phones = [...rest.replaceAll(PAGE, ' ').matchAll(PHONE)].map(([found]) =>
    plainDigits(found).replaceAll(/\D/g, ''),
  );
  return [...mail, ...pages, ...phones];
}

/** A text without its addresses of pages and mail. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(EMAIL, ' ').replaceAll(PAGE, ' ');
}

function pageOf(found: string): string {
  const trimmed = found.replace(/[.,;:!?…'*_]+$/u, '').replace(/\/+$/, '');
  return trimmed.replace(/^https?:\/\//i, '').replace(/^[^/]+/, (host) => host.toLowerCase());
}
