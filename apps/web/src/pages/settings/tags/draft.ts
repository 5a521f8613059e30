import type { TagRulesDraft } from '@answerdesk/domain';

export type RuleDraft = TagRulesDraft['rules'][number];
export type ConditionDraft = RuleDraft['conditions'][number];

/** The kinds of conditions in the order that people are offered them. */
export const conditionKinds = [
  'email',
  'language',
  'upset',
  'rated',
  'enquiries',
  'category',
  'faq',
] as const satisfies readonly ConditionDraft['kind'][];

/** What a condition of a kind begins as; what only a person can know is left open. */
export function freshCondition(kind: ConditionDraft['kind'], language: string): ConditionDraft {
  switch (kind) {
    case 'email':
      return { kind, endsWith: '' };
    case 'language':
      return { kind, language };
    case 'upset':
      return { kind, turns: 2 };
    case 'rated':
      return { kind, atMost: 2 };
    case 'enquiries':
      return { kind, atLeast: 3, days: 90 };
    case 'category':
      return { kind, category: '', days: 90 };
    case 'faq':
      return { kind, faqId: '', days: 90 };
  }
}
