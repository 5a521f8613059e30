import { forgetOldConversations, runErasure } from '@answerdesk/conversations';
import {
  createCountingJob,
  createCountStore,
  createErasedRecords,
  createErasureStore,
  createMessageFacts,
  createPlatformWide,
  createRetentionStore,
  type Database,
} from '@answerdesk/database';
import { countMessages } from '@answerdesk/insights';
import { type RemoveAccountDeps, removeAccount } from '@answerdesk/tenants';
import type { ClockJob } from '../clock.ts';

const AT_ONCE = 20;

export interface UpkeepContext {
  readonly removal: RemoveAccountDeps;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}

/** The jobs that count messages, take accounts off their platforms and forget what is old; and those that erase people, which takes long. */
export function wireUpkeep(
  { models }: Database,
  context: UpkeepContext,
): { readonly jobs: readonly ClockJob[]; readonly erasing: readonly ClockJob[] } {
  const { removal, reportFailure, now, owner } = context;
  const platformWide = createPlatformWide(models);
  const counting = {
    facts: createMessageFacts(models),
    counts: createCountStore(models),
    job: createCountingJob(models),
    ...{ now, owner },
  };
  const forgetting = { retention: createRetentionStore(models), now };
  const erasures = createErasureStore(models);
  const erasingDeps = { erasures, records: createErasedRecords(models), now, owner };
  return {
    jobs: [
      {
        name: 'counting messages',
        async run() {
          for (let calls = 0; calls < AT_ONCE; calls += 1) if (!(await countMessages(counting)).more) return;
        },
      },
      {
        name: 'removing accounts',
        async run() {
          for (const { tenantId, accountId } of await platformWide.listLeaving(now(), AT_ONCE)) {
            await removeAccount(removal, tenantId, accountId);
          }
        },
      },
      {
        name: 'forgetting old conversations',
        async run() {
          for (const tenantId of await platformWide.listForgetting(now(), AT_ONCE)) {
            await forgetOldConversations(forgetting, tenantId);
          }
        },
      },
    ],
    erasing: [
      {
        name: 'erasing people',
        async run() {
          for (const { tenantId, erasureId } of await erasures.listDue(now(), AT_ONCE)) {
            // One that fails must not stand before those that come after it.
            await runErasure(erasingDeps, tenantId, erasureId).catch((error: unknown) =>
              reportFailure('erasing people', error),
            );
          }
        },
      },
    ],
  };
}
