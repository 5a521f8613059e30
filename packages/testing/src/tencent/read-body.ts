import type { IncomingMessage } from 'node:http';

/** A file that came as the form field `media`. */
export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface ReadBody {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly upload?: Upload;
  readonly bodyProblem?: BodyProblem;
}

export type BodyProblem = 'empty' | 'not a JSON object' | 'escaped characters' | 'no media field';

const LARGEST_BODY_BYTES = 50 * 1024 * 1024;

/** Reads what was posted: a JSON object, whatever its content type says, or a form with a file. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Error('a body of more than 50 MB');
    chunks.push(chunk);
  }
  if (size === 0) return { bodyProblem: 'empty' };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(Buffer.concat(chunks), type);
  const text = Buffer.concat(chunks).toString('utf8');
  if (/(?<!\\)(?:\\\\)*\\u[0-9a-f]{4}/i.test(text)) return { bodyProblem: 'escaped characters' };
  try {
    const json: unknown = JSON.parse(text);
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isObject ? { body: { ...json } } : { bodyProblem: 'not a JSON object' };
  } catch {
    return { bodyProblem: 'not a JSON object' };
  }
}

async function readForm(bytes: Buffer, type: string): Promise<ReadBody> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const media = form.get('media');
    if (!(media instanceof Blob)) return { bodyProblem: 'no media field' };
    return {
      upload: { name: media.name, contentType: media.type, bytes: Buffer.from(await media.arrayBuffer()) },
    };
  } catch {
    return { bodyProblem: 'no media field' };
  }
}
