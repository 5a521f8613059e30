import { z } from 'zod';

const requestSchema = z.looseObject({
  model: z.string().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).optional(),
  input: z.union([z.string(), z.array(z.string())]).optional(),
  encoding_format: z.string().optional(),
  dimensions: z.number().optional(),
});

/** As much of a request as a hostile endpoint cares to understand. */
export type ModelRequest = z.infer<typeof requestSchema>;

/** Understands what it can; a body that is no request at all reads as an empty one. */
export function readModelRequest(json: unknown): ModelRequest {
  const read = requestSchema.safeParse(json);
  return read.success ? read.data : {};
}

/** What all messages of a role say; a developer's are a system's. */
export function wordsOfRole({ messages = [] }: ModelRequest, role: 'system' | 'user'): string {
  return messages
    .filter((message) => message.role === role || (role === 'system' && message.role === 'developer'))
    .map(({ content }) => (typeof content === 'string' ? content : stringsIn(content).join('\n')))
    .join('\n');
}

/** Every string in a JSON value, keys too, and numbers as they are written. */
export function stringsIn(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  if (typeof json === 'number') return [String(json)];
  if (Array.isArray(json)) return json.flatMap(stringsIn);
  if (typeof json === 'object' && json !== null) {
    return Object.entries(json).flatMap(([key, value]) => [key, ...stringsIn(value)]);
  }
  return [];
}
