import { beginLink, listLinkable, unlinkChat } from '@answerdesk/conversations';
import { accountIdSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

/** The chat in which a member hears of hand-overs and answers them: their own alone. */
export const linkedChatsRouter = router({
  /** The member's chat (null: none), what they chose, and the accounts that a chat can be linked with. */
  status: query('conversation.read').query(async ({ ctx: { deps, tenantId, actor } }) => {
    const [accounts, choice] = await Promise.all([
      listLinkable(deps, tenantId),
      deps.linkedChats.findOf(tenantId, actor.userId),
    ]);
    const account = accounts.find(({ id }) => id === choice?.chat?.accountId);
    return {
      chat: choice?.chat && account ? { account: viewOf(account), linkedAt: choice.chat.linkedAt } : null,
      isAlways: choice?.isAlways ?? true,
      accounts: accounts.map(viewOf),
    };
  }),

  begin: mutation('conversation.write', 'linked-chat.begin')
    .input(z.object({ accountId: accountIdSchema.optional() }))
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input: { accountId } }) => {
      audit.target('person', actor.userId);
      return beginLink(deps, tenantId, actor.userId, accountId);
    }),

  unlink: mutation('conversation.write', 'linked-chat.unlink').mutation(
    async ({ ctx: { deps, tenantId, actor, audit } }) => {
      audit.target('person', actor.userId);
      await unlinkChat(deps, tenantId, actor.userId);
    },
  ),

  /** Whether every conversation that is given to the member comes to their chat. */
  choose: mutation('conversation.write', 'linked-chat.choose')
    .input(z.object({ isAlways: z.boolean() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { isAlways } }) => {
      audit.target('person', actor.userId);
      await deps.linkedChats.choose(tenantId, actor.userId, isAlways);
    }),
});

function viewOf({
  id,
  label,
  name,
}: {
  readonly id: string;
  readonly label: string;
  readonly name?: string | undefined;
}) {
  return { id, name: name ?? label };
}
