import { z } from 'zod';

/** All that is needed to write into a conversation later: the least of a conversation reference. */
export interface TeamsReference {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly botId: string;
  readonly tenantId?: string;
}

const LONGEST_HANDLE = 4_000;

const handleSchema = z.object({
  serviceUrl: z.string(),
  conversationId: z.string().min(1),
  botId: z.string().min(1),
  tenantId: z.string().optional(),
});

/** Writes a reference as an opaque handle; undefined when it is too long to be kept. */
export function writeReplyHandle(reference: TeamsReference): string | undefined {
  const handle = JSON.stringify(reference);
  return handle.length <= LONGEST_HANDLE ? handle : undefined;
}

/** Reads a handle that `writeReplyHandle` wrote; undefined for any other text. */
export function readReplyHandle(handle: string): TeamsReference | undefined {
  try {
    const { tenantId, ...reference } = handleSchema.parse(JSON.parse(handle));
    return { ...reference, ...(tenantId !== undefined && { tenantId }) };
  } catch {
    return undefined;
  }
}
