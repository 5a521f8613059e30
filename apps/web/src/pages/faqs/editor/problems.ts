import { type FaqContent, faqContentSchema } from '@answerdesk/domain';
import { sentenceOf } from '../../../components/checked-form.ts';
import { useSentences } from '../../../i18n.ts';
import { contentOf, type FaqDraft } from './draft.ts';

export interface Checked {
  /** What may be saved; undefined while something is wrong. */
  readonly content: FaqContent | undefined;
  /** What is wrong at a field, by its path: `question`, `buttons.0.url`. */
  problemAt(...path: readonly (string | number)[]): string | undefined;
  /** How many fields are wrong. */
  readonly count: number;
}

/** Holds a draft to what the server accepts. A field that is only empty is no problem before somebody tried to save. */
export function useChecked(draft: FaqDraft, isTried: boolean): Checked {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const content = contentOf(draft);
  const result = faqContentSchema.safeParse(content);
  const problems = new Map<string, string>();
  for (const issue of result.error?.issues ?? []) {
    const path = issue.path.join('.');
    const value = issue.path.reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
      content,
    );
    if (problems.has(path)) continue;
    if (issue.code !== 'custom') problems.set(path, sentenceOf(shell, issue, value));
    else if (path === 'validUntil') problems.set(path, t('problem.order'));
    else if (path === 'translations') problems.set(path, t('problem.twice'));
    else problems.set(path, value === '' ? shell('field.required') : shell('field.url'));
  }
  const missing = shell('field.required');
  return {
    content: result.success ? result.data : undefined,
    count: problems.size,
    problemAt(...path) {
      const problem = problems.get(path.join('.'));
      return problem === missing && !isTried ? undefined : problem;
    },
  };
}
