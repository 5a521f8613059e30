import { createAskModel, createTranslator, type Translator } from '@answerdesk/answers';
import { settingsOf } from '@answerdesk/domain';
import { openModelKey, type SecretBox, type TenantStore } from '@answerdesk/tenants';
import type { ApiConfig } from './config.ts';

/** Translates with each tenant's own model. */
export function createTenantTranslator({
  tenants,
  secretBox,
  spend,
  config,
  note,
  now,
}: {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly secretBox: SecretBox;
  readonly spend: Parameters<typeof createTranslator>[0]['spend'];
  readonly config: ApiConfig;
  readonly note: NonNullable<Parameters<typeof createTranslator>[0]['note']>;
  readonly now: () => Date;
}): Translator {
  return createTranslator({
    async findSettings(tenantId) {
      const tenant = await tenants.find(tenantId);
      const settings = tenant && settingsOf(tenant);
      return { model: settings?.model, glossary: settings?.inbox.glossary ?? [] };
    },
    openKey: (tenantId, sealedKey) => openModelKey(secretBox, tenantId, sealedKey),
    ask: createAskModel({ allowsLoopback: config.isDevelopment }),
    spend,
    note,
    now,
  });
}
