import { answerIn, type FaqContent } from './faq.ts';
import type { Locale } from './locale.ts';
import type { OutboundContent } from './message.ts';

/** Begins the id of a button that asks an FAQ. */
export const FAQ_CHOICE = 'faq:';

/**
 * What goes out when an FAQ is served in a language: its answer, its links and image as links below it, since every
 * channel can show those, and its questions as buttons.
 */
export function replyOfFaq(
  faq: Pick<FaqContent, 'answer' | 'locale' | 'translations' | 'buttons' | 'imageUrl'>,
  language: Locale,
): OutboundContent {
  const links = (faq.buttons ?? []).flatMap((button) =>
    button.kind === 'link' ? [`[${labelOf(button.label)}](${addressOf(button.url)})`] : [],
  );
  const choices = (faq.buttons ?? []).flatMap((button) =>
    button.kind === 'faq' ? [{ id: `${FAQ_CHOICE}${button.faqId}`, label: button.label }] : [],
  );
  const below = [...(faq.imageUrl === undefined ? [] : [faq.imageUrl]), ...links];
  const { answer } = answerIn(faq, language);
  return {
    kind: 'reply',
    text: below.length > 0 ? `${answer}\n\n${below.join('\n')}` : answer,
    ...(choices.length > 0 && { choices }),
  };
}

/** Brackets would end the label of a link. */
function labelOf(label: string): string {
  return label.replaceAll('[', '(').replaceAll(']', ')');
}

function addressOf(url: string): string {
  return new URL(url).href.replaceAll('(', '%28').replaceAll(')', '%29');
}
