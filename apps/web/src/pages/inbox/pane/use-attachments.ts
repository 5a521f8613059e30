import type { ConversationId } from '@answerdesk/domain';
import { useRef, useState } from 'react';
import { newKey } from './outgoing.ts';
import { type UploadedFile, uploadFile } from './upload-file.ts';

export const LARGEST_FILE_BYTES = 5 * 1024 * 1024;

export interface Attachment {
  readonly key: string;
  readonly name: string;
  /** How much of it is at the server, 0 to 1. */
  readonly progress: number;
  readonly uploaded?: UploadedFile;
  readonly problem?: 'tooLarge' | 'failed';
}

/** Files that go with a reply: sent to the server as they are chosen, to the customer with the reply. */
export function useAttachments(conversationId: ConversationId) {
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const uploads = useRef(new Map<string, AbortController>());
  const change = (key: string, part: Partial<Attachment>) =>
    setAttachments((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const upload = async (key: string, file: File) => {
    const controller = new AbortController();
    uploads.current.set(key, controller);
    try {
      const uploaded = await uploadFile(conversationId, file, {
        signal: controller.signal,
        onProgress: (progress) => change(key, { progress }),
      });
      change(key, { uploaded, progress: 1 });
    } catch {
      change(key, { problem: 'failed' });
    } finally {
      uploads.current.delete(key);
    }
  };
  return {
    attachments,
    isUploading: attachments.some(({ uploaded, problem }) => !uploaded && !problem),
    add: (files: readonly File[]) => {
      for (const file of files) {
        const key = newKey();
        const isTooLarge = file.size > LARGEST_FILE_BYTES;
        const begun: Attachment = {
          key,
          name: file.name,
          progress: 0,
          ...(isTooLarge && { problem: 'tooLarge' as const }),
        };
        setAttachments((all) => [...all, begun]);
        if (!isTooLarge) void upload(key, file);
      }
    },
    remove: (key: string) => {
      uploads.current.get(key)?.abort();
      setAttachments((all) => all.filter((each) => each.key !== key));
    },
    clear: () => setAttachments([]),
  };
}
