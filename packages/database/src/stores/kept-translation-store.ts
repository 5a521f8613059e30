import type { KeptTranslations, TranslationKey } from '@answerdesk/answers';
import type { TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of translated answers: one document for each FAQ and language, so that a new one takes the old one's place. */
export function createKeptTranslationStore({
  answertranslations,
}: Pick<Models, 'answertranslations'>): KeptTranslations {
  return {
    async find(tenantId, key) {
      const { mark } = key;
      const doc = await answertranslations.findOne({ tenantId, _id: idOf(tenantId, key), mark }, { text: 1 }).lean();
      return doc?.text;
    },
    async keep(tenantId, key, text, madeAt) {
      const { faqId, to, mark } = key;
      await retryUpsert(() =>
        answertranslations.updateOne(
          { tenantId, _id: idOf(tenantId, key) },
          { $set: { faqId, to, mark, text, madeAt } },
          { upsert: true },
        ),
      );
    },
  };
}

function idOf(tenantId: TenantId, { faqId, to }: TranslationKey): string {
  return `${tenantId}:${faqId}:${to}`;
}
