import type { Pusher, PushNote, PushSubscriptionStore } from '@answerdesk/delivery';
import type { TenantId, UserId } from '@answerdesk/domain';

export interface PushDeps {
  readonly pusher: Pick<Pusher, 'send'>;
  readonly subscriptions: PushSubscriptionStore;
}

/** Tells a member in the browsers they allowed; those that are gone are forgotten. Rejects when none of them could be told. */
export async function pushToMember(
  { pusher, subscriptions }: PushDeps,
  tenantId: TenantId,
  userId: UserId,
  noteOf: () => Promise<PushNote>,
): Promise<void> {
  const browsers = await subscriptions.list(tenantId, userId);
  if (browsers.length === 0) return;
  const note = await noteOf();
  const outcomes = await Promise.all(
    browsers.map(async (browser) => {
      const { outcome } = await pusher.send(browser, note);
      if (outcome === 'gone') await subscriptions.remove(tenantId, browser.endpoint);
      return outcome;
    }),
  );
  if (outcomes.includes('failed') && !outcomes.includes('sent')) throw new Error('no browser could be told');
}
