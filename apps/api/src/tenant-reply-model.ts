import { createReplyModel, type ReplyModel, type ReplyModelDeps } from '@answerdesk/answers';
import { modelDepsOf, type TenantModelContext } from './tenant-translator.ts';

/** Has replies that are tried out phrased by each tenant's own model, as those in earnest are. */
export function createTenantReplyModel({
  kept,
  reportFailure,
  ...context
}: TenantModelContext & Pick<ReplyModelDeps, 'kept' | 'reportFailure'>): ReplyModel {
  return createReplyModel({ ...modelDepsOf(context), kept, reportFailure });
}
