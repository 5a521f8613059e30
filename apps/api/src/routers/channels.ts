import { type Account, accountIdSchema, channelNameSchema, settingsOf } from '@answerdesk/domain';
import {
  type ConnectAccountDeps,
  chooseInbox,
  connectAccount,
  disconnectAccount,
  findAccount,
  pauseAccount,
  reconnectAccount,
  renameAccount,
  reopenWebhook,
  reportAccount,
  UNDO_DISCONNECT_MS,
  undoDisconnect,
} from '@answerdesk/tenants';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const account = z.object({ id: accountIdSchema });
/** What a platform asks for, by the names the channel gives it. */
const credentials = z
  .record(z.string().max(40), z.string().trim().max(500))
  .refine((given) => Object.keys(given).length <= 10);

/** The channels a business is reached through: connecting, health, pausing, leaving. */
export const channelsRouter = router({
  list: query('channel.read').query(async ({ ctx: { deps, tenantId } }) => {
    const [accounts, tenant] = await Promise.all([deps.accounts.list(tenantId), deps.tenants.find(tenantId)]);
    return {
      items: accounts.map((one) => viewOf(deps, one)),
      /** What the QR codes for customers are drawn in. */
      colour: settingsOf(tenant ?? {}).brand.colour,
      undoWithinMs: UNDO_DISCONNECT_MS,
    };
  }),

  /** Asks the platform how an account is right now, and tells what came and what failed lately. */
  check: query('channel.read')
    .input(account)
    .query(({ ctx: { deps, tenantId }, input }) => reportAccount(deps, tenantId, input.id)),

  /** The newest message that came since, for whoever waits to see one arrive. */
  arrival: query('channel.write')
    .input(account.extend({ since: z.coerce.date() }))
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      await findAccount(deps.accounts, tenantId, input.id);
      return (await deps.arrivals.findNewest(tenantId, input.id, input.since)) ?? null;
    }),

  connect: mutation('channel.write', 'channel.connect')
    .input(z.object({ channel: channelNameSchema, credentials }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      const channel = deps.channels[input.channel];
      const result = await connectAccount(connecting(deps, input.channel), tenantId, channel, {
        credentials: input.credentials,
      });
      audit.target('account', result.account.id);
      return resultOf(deps, result);
    }),

  /** Gives an account new credentials of the same account of the platform. */
  reconnect: mutation('channel.write', 'channel.reconnect')
    .input(account.extend({ credentials }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('account', input.id);
      const { channel } = await findAccount(deps.accounts, tenantId, input.id);
      return resultOf(
        deps,
        await reconnectAccount(
          connecting(deps, channel),
          tenantId,
          input.id,
          deps.channels[channel],
          input.credentials,
        ),
      );
    }),

  /** Points the platform here again. */
  repair: mutation('channel.write', 'channel.repair')
    .input(account)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('account', input.id);
      const { channel } = await findAccount(deps.accounts, tenantId, input.id);
      return resultOf(deps, await reopenWebhook(connecting(deps, channel), tenantId, input.id, deps.channels[channel]));
    }),

  rename: mutation('channel.write', 'channel.rename')
    .input(account.extend({ name: z.string().trim().max(100) }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('account', input.id);
      return viewOf(deps, await renameAccount(deps, tenantId, input.id, input.name));
    }),

  /** Chooses whether what the bot hands over is taken up here or in the platform's own inbox. */
  chooseInbox: mutation('channel.write', 'channel.choose-inbox')
    .input(account.extend({ inbox: z.enum(['here', 'wecom']), memberId: z.string().trim().max(64).optional() }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { id, ...choice } }) => {
      audit.target('account', id);
      return viewOf(deps, await chooseInbox(deps, tenantId, id, choice));
    }),

  pause: mutation('channel.write', 'channel.pause')
    .input(account.extend({ isPaused: z.boolean() }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('account', input.id);
      return viewOf(deps, await pauseAccount(deps, tenantId, input.id, input.isPaused));
    }),

  disconnect: mutation('channel.write', 'channel.disconnect')
    .input(account)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('account', input.id);
      return viewOf(deps, await disconnectAccount(deps, tenantId, input.id));
    }),

  undoDisconnect: mutation('channel.write', 'channel.undo-disconnect')
    .input(account)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('account', input.id);
      return viewOf(deps, await undoDisconnect(deps, tenantId, input.id));
    }),
});

/** An account as people see it: nothing of its credentials. */
function viewOf({ channels, webhookUrlOf, now }: Pick<ApiDeps, 'channels' | 'webhookUrlOf' | 'now'>, one: Account) {
  const link = channels[one.channel].linkOf?.(one);
  return {
    id: one.id,
    channel: one.channel,
    label: one.label,
    name: one.name ?? one.label,
    isNamed: one.name !== undefined,
    state: stateOf(one),
    /** Where the platform is to call: an address, and no secret. */
    webhookUrl: webhookUrlOf(one.channel, one.id),
    /** Whether only the owner can enter that address on the platform's pages; else it is done by connecting. */
    webhookSetByHand: one.channel !== 'telegram',
    ...(one.channel === 'wecom' && { inbox: inboxOf(one) }),
    ...(link !== undefined && { link }),
    ...(one.removeAt && { removeInMs: Math.max(0, one.removeAt.getTime() - now().getTime()) }),
    stage: one.stage ?? ('live' as const),
    createdAt: one.createdAt,
  };
}

/** Where people take over what the bot hands over, on a platform that has an inbox of its own. */
function inboxOf({ settings: { handOver, handOverTo } }: Account) {
  return { place: handOver === 'wecom' ? ('wecom' as const) : ('here' as const), memberId: String(handOverTo ?? '') };
}

function stateOf({ removeAt, isPaused, webhookOpenedAt }: Account): 'leaving' | 'paused' | 'unfinished' | 'connected' {
  if (removeAt) return 'leaving';
  if (!webhookOpenedAt) return 'unfinished';
  return isPaused ? 'paused' : 'connected';
}

function connecting(deps: ApiDeps, channel: Account['channel']): ConnectAccountDeps {
  return { ...deps, webhookUrlOf: (accountId) => deps.webhookUrlOf(channel, accountId) };
}

/** What connecting came to; the webhook's secret stays here. */
function resultOf(
  deps: ApiDeps,
  result: { readonly account: Account; readonly wasConnected: boolean; readonly warning?: string },
) {
  const { wasConnected, warning } = result;
  return { account: viewOf(deps, result.account), wasConnected, ...(warning !== undefined && { warning }) };
}
