import type { ScreenSentence } from '@answerdesk/locales';

type Sentence = ScreenSentence<'faq-imports'>;
type Refusals = readonly (readonly [beginning: string, sentence: Sentence])[];

/** How the server's refusals of a file begin. */
export const fileRefusals: Refusals = [
  ['The file is over 20 MB', 'refused.tooLarge'],
  ['The file is too large', 'refused.tooLarge'],
  ['The file has more than 20,000 rows', 'refused.tooManyRows'],
  ['The file has no rows below the headings', 'refused.noRows'],
  ['The file must end in', 'refused.wrongKind'],
  ['This file is not text', 'refused.notText'],
  ['This file is not an XLSX workbook', 'refused.notWorkbook'],
  ['The workbook is too large', 'refused.workbookTooLarge'],
  ['Send one file', 'refused.oneFile'],
];

/** How the server's refusals of a web page begin. */
export const pageRefusals: Refusals = [
  ['This is not the address of a web page', 'pageRefused.address'],
  ['Only addresses that begin with', 'pageRefused.protocol'],
  ['The address holds a name or password', 'pageRefused.password'],
  ['This address is not on the open internet', 'pageRefused.notPublic'],
  ['There is no such site', 'pageRefused.noSite'],
  ['The page answers with an error', 'pageRefused.status'],
  ['The page redirects', 'pageRefused.redirects'],
  ['The page did not come', 'pageRefused.slow'],
  ['The page could not be fetched', 'pageRefused.unreachable'],
  ['This is not a web page', 'pageRefused.notPage'],
  ['The page is over 2 MB', 'pageRefused.tooLarge'],
  ['The page is packed', 'pageRefused.packed'],
  ['No questions with answers', 'pageRefused.nothing'],
];

/** The sentence for what the server said, with the numbers in it; undefined for what is about neither file nor page. */
export function refusalOf(
  refusals: Refusals,
  error: unknown,
): { readonly sentence: Sentence; readonly values: Readonly<Record<string, string>> } | undefined {
  if (!(error instanceof Error)) return undefined;
  const found = refusals.find(([beginning]) => error.message.startsWith(beginning));
  return found && { sentence: found[1], values: { status: /\((\d+)\)/.exec(error.message)?.[1] ?? '' } };
}
