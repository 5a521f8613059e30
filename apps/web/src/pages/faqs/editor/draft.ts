import { type FaqButton, type FaqContent, faqContentSchema, faqIdSchema, markOfAnswer } from '@answerdesk/domain';
import type { trpcClient } from '../../../trpc.ts';

/** An FAQ as the server sends it: moments are text. */
export type FaqRead = Awaited<ReturnType<typeof trpcClient.faqs.get.query>>;
export type ContentRead = NonNullable<FaqRead['draft']>;

export interface AnswerDraft {
  readonly locale: string;
  readonly answer: string;
  /** Absent while the answer was never saved: it is then of the source answer that it is saved with. */
  readonly basedOn?: string;
}

/** A button while it is written; which of `url` and `faqId` counts is the kind's to say. */
export interface ButtonDraft {
  readonly key: string;
  readonly kind: FaqButton['kind'];
  readonly label: string;
  readonly url: string;
  readonly faqId: string;
}

/** The fields of the editor, each as its input holds it. */
export interface FaqDraft {
  readonly question: string;
  readonly variants: readonly string[];
  readonly locale: string;
  readonly answer: string;
  readonly translations: readonly AnswerDraft[];
  readonly category: string;
  readonly buttons: readonly ButtonDraft[];
  readonly imageUrl: string;
  /** As an input of type `datetime-local` writes it, in the time zone of the device. */
  readonly validFrom: string;
  readonly validUntil: string;
}

export function emptyDraft(question: string, locale: string): FaqDraft {
  return {
    question,
    variants: [],
    locale,
    answer: '',
    translations: [],
    category: '',
    buttons: [],
    imageUrl: '',
    validFrom: '',
    validUntil: '',
  };
}

export function draftOf(content: ContentRead): FaqDraft {
  return {
    question: content.question,
    variants: content.variants,
    locale: content.locale ?? '',
    answer: content.answer,
    translations: content.translations ?? [],
    category: content.category ?? '',
    buttons: (content.buttons ?? []).map((button, at) => ({
      key: `saved-${at}`,
      kind: button.kind,
      label: button.label,
      url: button.kind === 'link' ? button.url : '',
      faqId: button.kind === 'faq' ? button.faqId : '',
    })),
    imageUrl: content.imageUrl ?? '',
    validFrom: localMoment(content.validFrom),
    validUntil: localMoment(content.validUntil),
  };
}

/** What a writer goes on from: the draft where there is one, else what is published. */
export function workingDraft({ draft, published }: Pick<FaqRead, 'draft' | 'published'>): FaqDraft {
  const content = draft ?? published;
  return content ? draftOf(content) : emptyDraft('', '');
}

/** The content that the fields make, checked or not. */
export function contentOf(draft: FaqDraft): Readonly<Record<string, unknown>> {
  const source = markOfAnswer(draft.answer.trim());
  const { locale, category, imageUrl, validFrom, validUntil } = draft;
  return {
    question: draft.question.trim(),
    variants: draft.variants,
    answer: draft.answer.trim(),
    ...(locale !== '' && { locale }),
    ...(category.trim() !== '' && { category: category.trim() }),
    ...(validFrom !== '' && { validFrom: new Date(validFrom).toISOString() }),
    ...(validUntil !== '' && { validUntil: new Date(validUntil).toISOString() }),
    ...(draft.translations.length > 0 && {
      translations: draft.translations.map((each) => ({
        locale: each.locale,
        answer: each.answer.trim(),
        basedOn: each.basedOn ?? source,
      })),
    }),
    ...(draft.buttons.length > 0 && { buttons: draft.buttons.map(buttonOf) }),
    ...(imageUrl.trim() !== '' && { imageUrl: imageUrl.trim() }),
  };
}

/** The draft as it would go out; what of it is not finished is left out. Undefined while there is no answer. */
export function previewOf(draft: FaqDraft): FaqContent | undefined {
  const { imageUrl, ...rest } = draft;
  const whole = contentOf({ ...rest, imageUrl: '', question: 'q', variants: [], validFrom: '', validUntil: '' });
  const passes = (part: object) => faqContentSchema.safeParse({ question: 'q', answer: 'a', ...part }).success;
  const buttons = draft.buttons.map(buttonOf).filter((button) => passes({ buttons: [button] }));
  const image = imageUrl.trim();
  const result = faqContentSchema.safeParse({
    ...whole,
    translations: draft.translations
      .filter(({ answer }) => answer.trim() !== '')
      .map(({ locale, answer }) => ({ locale, answer, basedOn: '' })),
    buttons,
    ...(image !== '' && passes({ imageUrl: image }) && { imageUrl: image }),
  });
  return result.success ? result.data : undefined;
}

export function isSameDraft(one: FaqDraft, other: FaqDraft): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

function buttonOf({ kind, label, url, faqId }: ButtonDraft): object {
  if (kind === 'link') return { kind, label: label.trim(), url: url.trim() };
  const id = faqIdSchema.safeParse(faqId);
  return { kind, label: label.trim(), faqId: id.success ? id.data : '' };
}

function localMoment(moment: string | undefined): string {
  if (moment === undefined) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
