import type { FaqContent, FaqId, TenantId } from '@answerdesk/domain';
import { type DiffPart, diffTexts } from './diff-texts.ts';
import { findFaqRevision } from './faq-history.ts';
import type { WorkshopDeps } from './ports.ts';

/** A field that two revisions have otherwise; `locale` says of which language, where the field is an answer in one. */
export interface FieldDifference {
  readonly field: keyof FaqContent;
  readonly locale?: string;
  readonly parts: readonly DiffPart[];
}

/** What differs between two revisions of an FAQ, field by field. Throws DomainError `not-found`. */
export async function compareFaqRevisions(
  deps: Pick<WorkshopDeps, 'faqs' | 'revisions'>,
  tenantId: TenantId,
  wanted: { readonly id: FaqId; readonly from: number; readonly to: number },
): Promise<readonly FieldDifference[]> {
  const [from, to] = await Promise.all(
    [wanted.from, wanted.to].map((revision) => findFaqRevision(deps, tenantId, wanted.id, revision)),
  );
  return compareContents(from?.state.draft ?? from?.state.published, to?.state.draft ?? to?.state.published);
}

/** What differs between two contents, field by field, in the order an editor shows them. */
export function compareContents(
  before: FaqContent | undefined,
  after: FaqContent | undefined,
): readonly FieldDifference[] {
  const plain = fields.flatMap((field): FieldDifference[] => {
    const [old, fresh] = [textOf(before, field), textOf(after, field)];
    return old === fresh ? [] : [{ field, parts: diffTexts(old, fresh) }];
  });
  const answers = (content: FaqContent | undefined) =>
    new Map((content?.translations ?? []).map(({ locale, answer }) => [locale, answer]));
  const [old, fresh] = [answers(before), answers(after)];
  const translated = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((locale): FieldDifference[] => {
    const [was, is] = [old.get(locale) ?? '', fresh.get(locale) ?? ''];
    return was === is ? [] : [{ field: 'translations', locale, parts: diffTexts(was, is) }];
  });
  return [...plain, ...translated];
}

const fields = [
  'question',
  'variants',
  'answer',
  'locale',
  'category',
  'buttons',
  'imageUrl',
  'validFrom',
  'validUntil',
] as const;

function textOf(content: FaqContent | undefined, field: (typeof fields)[number]): string {
  if (!content) return '';
  switch (field) {
    case 'variants':
      return content.variants.join('\n');
    case 'buttons':
      return (content.buttons ?? [])
        .map((button) => `${button.label}: ${button.kind === 'link' ? button.url : button.faqId}`)
        .join('\n');
    case 'validFrom':
    case 'validUntil':
      return content[field]?.toISOString() ?? '';
    default:
      return content[field] ?? '';
  }
}
