import { findPrivateData, findSecrets } from '@answerdesk/domain';
import { lockTerms } from '../translation/lock-terms.ts';
import { plainDigits } from './numbers.ts';

const INVISIBLE = /[\p{Cf}[\p{Cc}--[\n\t]]]/gv;
const MARKER = /⟦(\d+)⟧/g;

/**
 * A text without what looks like somebody's own: `[email]`, `[phone]`, `[card]`, `[reference]`, and `[private]` for other long
 * numbers, ids, accounts, addresses of pages, passwords, PINs and streets with a house's number stand for it. Names of people
 * stay. What was taken away is kept nowhere.
 */
export function redact(text: string): string {
  const { text: rest, locked } = lockTerms(withoutSecrets(text.normalize('NFKC').replaceAll(INVISIBLE, '')), []);
  const plain = rest.replaceAll(MARKER, (_marker, number: string) => {
    const [found] = findPrivateData(plainDigits(locked[Number(number) - 1] ?? ''));
    return `[${found?.kind ?? 'private'}]`;
  });
  let written = '';
  let at = 0;
  for (const { kind, start, end } of findPrivateData(plain)) {
    written += `${plain.slice(at, start)}[${kind}]`;
    at = end;
  }
  return written + plain.slice(at);
}

function withoutSecrets(text: string): string {
  let written = '';
  let at = 0;
  for (const { start, end } of findSecrets(text)) {
    written += `${text.slice(at, start)}[private]`;
    at = end;
  }
  return written + text.slice(at);
}
