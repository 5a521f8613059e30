import { DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import { personMutation, personQuery, publicQuery, router } from '../trpc.ts';

const id = z.string().min(1).max(100);

/** A person's own sign-in, as far as better-auth's own addresses do not serve it. */
export const accountRouter = router({
  /** Where one is signed in, the latest used first. */
  sessions: personQuery.query(async ({ ctx: { deps, session } }) => {
    const open = await deps.sessions.list(session.userId);
    return open.map((each) => ({ ...each, isCurrent: each.id === session.sessionId }));
  }),

  revokeSession: personMutation('account.revoke-session')
    .input(z.object({ id }))
    .mutation(async ({ ctx: { deps, session, audit }, input }) => {
      const isRevoked = await deps.sessions.revoke(session.userId, input.id);
      if (!isRevoked) throw new DomainError('not-found', 'There is no such session.');
      audit.target('session', input.id);
    }),

  /**
   * In development, without a mail server and asked from the machine itself: the link that would have been mailed to an
   * address. `link` is missing everywhere else.
   */
  mailedLink: publicQuery
    .input(z.object({ email: z.email().max(254), kind: z.enum(['verify-email', 'reset-password', 'invitation']) }))
    .query(({ ctx: { deps, isLocal }, input: { email, kind } }) => {
      const link = isLocal ? deps.mailer.findLink(email.toLowerCase(), kind) : undefined;
      return { ...(link !== undefined && { link }) };
    }),
});
