import { trpcClient } from '../../../trpc.ts';
import type { FaqRead } from './draft.ts';
import type { FaqEditor } from './use-faq-editor.ts';

/** Goes on from what the server has after something else than writing was done with the FAQ. */
export function useReread(editor: FaqEditor, { id }: Pick<FaqRead, 'id'>): () => Promise<void> {
  return async () => editor.adopt(await trpcClient.faqs.get.query({ id }));
}
