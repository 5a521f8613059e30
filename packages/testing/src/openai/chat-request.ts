import { z } from 'zod';

/**
 * The request of POST /chat/completions as it is published (the types of the package `openai` 7.57.0 and the ranges in their
 * descriptions), strict at every depth that is checked here; what only tools, audio and search need is not.
 */
const text = z.string();
const name = text.optional();
const textPart = z.strictObject({ type: z.literal('text'), text });
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({ url: text, detail: z.enum(['auto', 'low', 'high']).optional() }),
});
const words = z.union([text, z.array(textPart).min(1)]);

const messageSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('developer'), content: words, name }),
  z.strictObject({ role: z.literal('system'), content: words, name }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([text, z.array(z.union([textPart, imagePart])).min(1)]),
    name,
  }),
  z.strictObject({ role: z.literal('assistant'), content: words.nullish(), refusal: text.nullish(), name }),
]);

const penalty = z.number().min(-2).max(2).nullish();
const anything = z.unknown().optional();
const limit = z.int().min(1).nullish();

export const chatRequestSchema = z.strictObject({
  messages: z.array(messageSchema).min(1),
  model: text.min(1),
  audio: anything,
  frequency_penalty: penalty,
  function_call: anything,
  functions: anything,
  logit_bias: z.record(text, z.number().min(-100).max(100)).nullish(),
  logprobs: z.boolean().nullish(),
  max_completion_tokens: limit,
  max_tokens: limit,
  metadata: z
    .record(text.max(64), text.max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16)
    .nullish(),
  modalities: z.array(z.enum(['text', 'audio'])).nullish(),
  moderation: anything,
  n: z.int().min(1).max(128).nullish(),
  parallel_tool_calls: z.boolean().optional(),
  prediction: z.strictObject({ type: z.literal('content'), content: words }).nullish(),
  presence_penalty: penalty,
  prompt_cache_key: text.nullish(),
  prompt_cache_options: z
    .strictObject({ mode: z.enum(['implicit', 'explicit']).optional(), ttl: z.literal('30m').optional() })
    .optional(),
  prompt_cache_retention: z.enum(['in_memory', '24h']).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
  response_format: anything,
  safety_identifier: text.max(128).nullish(),
  seed: z.int().nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']).nullish(),
  stop: z.union([text, z.array(text).min(1).max(4)]).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_obfuscation: z.boolean().optional(), include_usage: z.boolean().optional() })
    .nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  tool_choice: anything,
  tools: anything,
  top_logprobs: z.int().min(0).max(20).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  user: text.optional(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  web_search_options: anything,
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** What all messages of a role say, as text. */
export function wordsOf({ messages }: ChatRequest, role: 'system' | 'user'): string {
  return messages
    .filter((message) => message.role === role)
    .map(({ content }) =>
      typeof content === 'string'
        ? content
        : (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
    )
    .join('\n');
}
