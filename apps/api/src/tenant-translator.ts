import { createAskModel, createTranslator, type Translator, type TranslatorDeps } from '@answerdesk/answers';
import { settingsOf } from '@answerdesk/domain';
import { openModelKey, type SecretBox, type TenantStore } from '@answerdesk/tenants';
import type { ApiConfig } from './config.ts';

export interface TenantModelContext extends Pick<TranslatorDeps, 'spend' | 'now'> {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly secretBox: SecretBox;
  readonly config: ApiConfig;
  readonly note: NonNullable<TranslatorDeps['note']>;
}

/** Translates with each tenant's own model. */
export function createTenantTranslator(context: TenantModelContext): Translator {
  return createTranslator(modelDepsOf(context));
}

/** How each tenant's own model is found and asked. */
export function modelDepsOf({ tenants, secretBox, spend, config, note, now }: TenantModelContext): TranslatorDeps {
  return {
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
  };
}
