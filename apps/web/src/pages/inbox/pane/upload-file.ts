import type { ConversationId } from '@answerdesk/domain';

/** A file as the server keeps it. */
export interface UploadedFile {
  readonly id: string;
  readonly url: string;
  readonly kind: 'image' | 'file';
  readonly fileName: string;
}

/** Sends a file to the server, telling how far it is (0 to 1). Rejects when it was refused, cut off or aborted. */
export function uploadFile(
  conversationId: ConversationId,
  file: File,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<UploadedFile> {
  // Unlike fetch it tells how much was sent.
  const request = new XMLHttpRequest();
  return new Promise((done, fail) => {
    const failed = () => fail(new Error('The file was not taken.'));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const uploaded = request.status === 200 ? readUploaded(request.response) : undefined;
      if (uploaded) done(uploaded);
      else failed();
    };
    request.onerror = failed;
    request.onabort = failed;
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', `/attachments?conversationId=${encodeURIComponent(conversationId)}`);
    request.responseType = 'json';
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function readUploaded(answer: unknown): UploadedFile | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { id, url, kind, fileName }: Readonly<Record<string, unknown>> = { ...answer };
  if (typeof id !== 'string' || typeof url !== 'string' || typeof fileName !== 'string') return undefined;
  return { id, url, kind: kind === 'image' ? 'image' : 'file', fileName };
}
