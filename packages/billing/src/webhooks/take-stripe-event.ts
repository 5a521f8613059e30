import { forgetIfGone } from '../customer/forget-customer.ts';
import { syncAccount } from '../customer/sync-account.ts';
import { readStripeNotice, type StripeNotice } from '../stripe.ts';
import { isInvoiceHeld } from './is-invoice-held.ts';
import type { WebhookDeps } from './ports.ts';
import { readMeterAlarm } from './read-meter-alarm.ts';

const CLAIM_MS = 60_000;

/**
 * `handled`, `repeated` (it was already) and `ignored` (not for us) are to be answered with success. `unsigned` is nobody we
 * know; `busy`: another process is at it, and `held`: an invoice is to wait, so that Stripe is to come again.
 */
export type TakenEvent = 'handled' | 'held' | 'repeated' | 'ignored' | 'unsigned' | 'busy';

/** What changes how a subscription stands. */
const aboutSubscriptions = /^(customer\.subscription|invoice|checkout\.session)\./;
const aboutMeters = /^v1\.billing\.meter\.(error_report_triggered|no_meter_found)$/;

/**
 * Takes a webhook of Stripe's: proves it, claims it by its id, and does what follows. It only counts as dealt with once that
 * is done, so that after a crash or a failure Stripe's next try does it again. Events come in any order and more than once:
 * they only say where to look, and the state is asked for. Rejects when something failed, and is then to be answered so.
 */
export async function takeStripeEvent(
  deps: WebhookDeps,
  webhook: { readonly rawBody: Buffer; readonly signature: string },
): Promise<TakenEvent> {
  const { stripe, settings, events } = deps;
  const notice = readStripeNotice(stripe, { ...webhook, secrets: settings.webhookSecrets, now: deps.now() });
  if (!notice) return 'unsigned';
  if (notice.isLive !== settings.isLive) return 'ignored';
  const handle = await handlerOf(deps, notice);
  if (!handle) return 'ignored';
  const now = deps.now();
  const claim = await events.claim(notice.id, {
    type: notice.type,
    now,
    until: new Date(now.getTime() + CLAIM_MS),
  });
  if (claim !== 'claimed') return claim === 'done' ? 'repeated' : 'busy';
  try {
    if ((await handle()) === 'held') {
      await events.release(notice.id);
      return 'held';
    }
  } catch (error) {
    await events.release(notice.id);
    throw error;
  }
  return 'handled';
}

/** What is to be done for an event; nothing when it is of no kind, or of no customer, that we know. */
async function handlerOf(
  deps: WebhookDeps,
  notice: StripeNotice,
): Promise<(() => Promise<'held' | undefined>) | undefined> {
  const { id, type, customerId } = notice;
  if (notice.isThin) {
    if (!aboutMeters.test(type)) return undefined;
    return async () => {
      const alarm = await readMeterAlarm(deps.stripe, id);
      deps.alarm({ event: id, type, ...alarm }, 'Stripe could not count usage that it was told');
      await deps.events.finish(id, { at: deps.now(), alarm });
      return undefined;
    };
  }
  const isDeletion = type === 'customer.deleted';
  if (customerId === undefined || !(isDeletion || aboutSubscriptions.test(type))) return undefined;
  const account = await deps.accountsOfAll.findByCustomer(customerId);
  if (!account) return undefined;
  return async () => {
    await syncAccount(deps, account.tenantId);
    if (isDeletion) await forgetIfGone(deps, account.tenantId, customerId);
    if (type === 'invoice.created' && (await isInvoiceHeld(deps, account))) return 'held';
    await deps.events.finish(id, { at: deps.now() });
    return undefined;
  };
}
