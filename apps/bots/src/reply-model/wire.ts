import { createAskModel, createReplyModel, type ReplyModel, type ReplyModelDeps } from '@answerdesk/answers';
import { createKeptTranslationStore, createModelSpendStore, type Database } from '@answerdesk/database';
import { settingsOf, type Tenant, type TenantId, type UsageMeter } from '@answerdesk/domain';
import { openModelKey, type SecretBox } from '@answerdesk/tenants';

export interface ReplyModelContext extends Pick<ReplyModelDeps, 'reportFailure' | 'now'> {
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  readonly secretBox: SecretBox;
  readonly meter: Pick<UsageMeter, 'record'>;
  /** Also models on this machine. */
  readonly allowsLoopback: boolean;
}

/** Asks each tenant's own model for replies. */
export function wireReplyModel(database: Database, context: ReplyModelContext): ReplyModel {
  const { findTenant, secretBox, meter, reportFailure, now } = context;
  return createReplyModel({
    async findSettings(tenantId) {
      const tenant = await findTenant(tenantId);
      const settings = tenant && settingsOf(tenant);
      return { model: settings?.model, glossary: settings?.inbox.glossary ?? [] };
    },
    openKey: (tenantId, sealedKey) => openModelKey(secretBox, tenantId, sealedKey),
    ask: createAskModel({ allowsLoopback: context.allowsLoopback }),
    spend: createModelSpendStore(database.models),
    kept: createKeptTranslationStore(database.models),
    note(tenantId, { kind, cause, quantity }) {
      const event = { id: `${kind}:${cause}`, tenantId, kind, rule: 'used', quantity, at: now() } as const;
      meter.record(event).catch((error: unknown) => reportFailure('noting what a model was used for', error));
    },
    reportFailure,
    now,
  });
}
