import type { trpcClient } from '../../trpc.ts';

export type Job = Awaited<ReturnType<typeof trpcClient.faqImports.get.query>>;

/** The server took no file; `message` is why, in the server's words. */
export class UploadRefusal extends Error {
  override readonly name = 'UploadRefusal';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

const LARGEST_BYTES = 20 * 1024 * 1024;

/** Sends a file to be looked at. Throws UploadRefusal; one that is surely too large is not sent. */
export async function uploadFile(file: File): Promise<Job> {
  if (file.size > LARGEST_BYTES) throw new UploadRefusal('The file is over 20 MB.', 413);
  const body = new FormData();
  body.append('file', file);
  const response = await fetch('/files/faqs', { method: 'POST', body });
  if (!response.ok) throw new UploadRefusal(await wordsOf(response), response.status);
  return response.json();
}

async function wordsOf(response: Response): Promise<string> {
  try {
    const { error }: { readonly error?: unknown } = await response.json();
    return typeof error === 'string' ? error : '';
  } catch {
    return '';
  }
}
