import { createAskModel, createTranslator, type Translator } from '@answerdesk/answers';
import { createModelSpendStore, type Database } from '@answerdesk/database';
import { settingsOf } from '@answerdesk/domain';
import { openModelKey } from '@answerdesk/tenants';
import type { ApiConfig } from './config.ts';
import type { ApiDeps } from './wire.ts';

/** Translates with each tenant's own model. */
export function createTenantTranslator(
  models: Database['models'],
  { tenants, secretBox, config, now }: Pick<ApiDeps, 'tenants' | 'secretBox' | 'now'> & { readonly config: ApiConfig },
): Translator {
  return createTranslator({
    async findSettings(tenantId) {
      const tenant = await tenants.find(tenantId);
      const settings = tenant && settingsOf(tenant);
      return { model: settings?.model, glossary: settings?.inbox.glossary ?? [] };
    },
    openKey: (tenantId, sealedKey) => openModelKey(secretBox, tenantId, sealedKey),
    ask: createAskModel({ allowsLoopback: config.isDevelopment }),
    spend: createModelSpendStore(models),
    now,
  });
}
