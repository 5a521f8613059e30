import type { FaqId, Locale, TenantId } from '@answerdesk/domain';

/** Which translation of an FAQ's answer is meant; `mark` names just the text, glossary and model that it was made of. */
export interface TranslationKey {
  readonly faqId: FaqId;
  readonly to: Locale;
  readonly mark: string;
}

/** Translations of approved answers that were made already. */
export interface KeptTranslations {
  /** The one of that mark; one of what the FAQ said before is none. */
  find(tenantId: TenantId, key: TranslationKey): Promise<string | undefined>;
  /** Keeps a translation in place of whatever the FAQ had in that language. */
  keep(tenantId: TenantId, key: TranslationKey, text: string, at: Date): Promise<void>;
}
