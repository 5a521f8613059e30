import { answerIn, type FaqContent } from './faq.ts';
import type { Locale } from './locale.ts';
import type { OutboundContent } from './message.ts';

/** Begins the id of a button that asks an FAQ. */
export const FAQ_CHOICE = 'faq:';

/**
 * What goes out when an FAQ is served in a language: its answer with its links below it, since every channel can show
 * those, its image, and its questions as buttons.
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
  const { answer } = answerIn(faq, language);
  return {
    kind: 'reply',
    text: links.length > 0 ? `${answer}\n\n${links.join('\n')}` : answer,
    ...(faq.imageUrl !== undefined && { imageUrl: faq.imageUrl }),
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
