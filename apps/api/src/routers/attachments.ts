import { isShownAsImage, keepFile } from '@answerdesk/conversations';
import { conversationIdSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, router } from '../trpc.ts';

/** Files that agents send. */
export const attachmentsRouter = router({
  /** Takes a file in; reached by `POST /attachments`, since no JSON holds bytes. */
  upload: mutation('conversation.write', 'inbox.attach')
    .input(
      z.object({
        conversationId: conversationIdSchema,
        name: z.string().max(1_000),
        bytes: z.instanceof(Uint8Array),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('conversation', input.conversationId);
      const { id, fileName, contentType, bytes } = await keepFile(deps, tenantId, actor.userId, input);
      const kind: 'image' | 'file' = isShownAsImage(contentType) ? 'image' : 'file';
      return { id, url: deps.fileUrlOf({ id, fileName }), kind, fileName, contentType, size: bytes.length };
    }),
});
