import type { FaqId, Locale, TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** What an FAQ's answer is in a language that nobody wrote it in; `mark` names just what it was translated from. */
export interface AnswerTranslationDoc {
  _id: string;
  tenantId: TenantId;
  faqId: FaqId;
  to: Locale;
  mark: string;
  text: string;
  madeAt: Date;
}

const KEPT_DAYS = 90;

const text = { type: String, required: true } as const;

export const answertranslations = new Schema<AnswerTranslationDoc>(
  { _id: text, tenantId: text, faqId: text, to: text, mark: text, text, madeAt: { type: Date, required: true } },
  { ...options, collection: 'answertranslations' },
);
answertranslations.index({ tenantId: 1, _id: 1 });
// What was archived or written anew leaves its translation behind, which nobody looks for again.
answertranslations.index({ madeAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 24 * 60 * 60 });
