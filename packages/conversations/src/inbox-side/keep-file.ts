import { randomBytes } from 'node:crypto';
import { type ConversationId, DomainError, type TenantId, tenantIdSchema, type UserId } from '@answerdesk/domain';
import type { ReadDeps } from '../read-conversation.ts';
import { contentTypeOf } from './content-type-of.ts';
import type { FileStore, KeptFile } from './ports.ts';

/** Most bytes of one file, and of a tenant's together. */
export const LARGEST_FILE_BYTES = 5 * 1024 * 1024;
const MOST_BYTES = 1024 * 1024 * 1024;
const LONGEST_NAME = 120;

/**
 * Keeps a file that an agent wants to send, under an id that carries its tenant and that nobody can guess. Throws DomainError
 * `not-found` for a conversation that is none of the tenant's, `invalid` when the file is empty or larger than 5 MB, or when the
 * tenant's files would be more than 1 GB.
 */
export async function keepFile(
  deps: {
    readonly files: Pick<FileStore, 'add'>;
    readonly conversations: ReadDeps['conversations'];
    readonly now: () => Date;
  },
  tenantId: TenantId,
  userId: UserId,
  file: { readonly conversationId: ConversationId; readonly name: string; readonly bytes: Uint8Array },
): Promise<KeptFile> {
  const { conversationId, name, bytes } = file;
  if (bytes.length === 0) throw new DomainError('invalid', 'The file is empty.');
  if (bytes.length > LARGEST_FILE_BYTES) throw new DomainError('invalid', 'The file is too large: at most 5 MB.');
  if (!(await deps.conversations.find(tenantId, conversationId))) {
    throw new DomainError('not-found', 'There is no such conversation.');
  }
  const kept: KeptFile = {
    id: `${tenantId}.${randomBytes(24).toString('base64url')}`,
    tenantId,
    conversationId,
    fileName: safeName(name),
    contentType: contentTypeOf(bytes),
    bytes,
    createdAt: deps.now(),
    createdById: userId,
  };
  if ((await deps.files.add(tenantId, kept, MOST_BYTES)) === 'full') {
    throw new DomainError('invalid', 'There is no room for more files: at most 1 GB are kept.');
  }
  return kept;
}

/** The tenant that a file's id carries; undefined when it has not the shape of one. */
export function tenantOfFile(id: string): TenantId | undefined {
  const [, tenant] = /^([^.]{1,60})\.[A-Za-z0-9_-]{32}$/.exec(id) ?? [];
  const parsed = tenantIdSchema.safeParse(tenant);
  return parsed.success ? parsed.data : undefined;
}

/** A name without a path and without what a header or another system could take for more than a name. */
function safeName(name: string): string {
  const bare = (name.split(/[/\\]/u).at(-1) ?? '').normalize('NFC');
  const clean = bare
    .replaceAll(/[\p{C}"<>|:*?;%]/gu, '')
    .replace(/^\.+/u, '')
    .trim();
  const [, stem = '', extension = ''] = /^(.*?)(\.[\p{L}\p{N}]{1,10})?$/su.exec(clean) ?? [];
  // What is cut within a character leaves half of one, which is in no address.
  const short = stem.slice(0, LONGEST_NAME - extension.length).replace(/\p{Cs}$/u, '');
  return `${short}${extension}` || 'file';
}
