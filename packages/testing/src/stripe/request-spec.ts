import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

/** The part of JSON Schema that the vendored requests are written in. */
export interface RequestSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | undefined;
  readonly properties?: Readonly<Record<string, RequestSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | RequestSchema | undefined;
  readonly items?: RequestSchema | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly anyOf?: readonly RequestSchema[] | undefined;
  readonly maxLength?: number | undefined;
  readonly format?: 'decimal' | undefined;
}

const schema: z.ZodType<RequestSchema> = z.strictObject({
  type: z.enum(['object', 'array', 'string', 'integer', 'number', 'boolean']).optional(),
  properties: z
    .record(
      z.string(),
      z.lazy(() => schema),
    )
    .optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([z.boolean(), z.lazy(() => schema)]).optional(),
  items: z.lazy(() => schema).optional(),
  enum: z.array(z.string()).optional(),
  anyOf: z.array(z.lazy(() => schema)).optional(),
  maxLength: z.number().optional(),
  format: z.literal('decimal').optional(),
});
const kinds = z.record(z.string(), z.array(z.string()));
const file = z.object({
  calls: z.record(z.string(), schema),
  objects: z.record(z.string(), z.object({ required: kinds, optional: kinds })),
});

let read: z.infer<typeof file> | undefined;

/** Stripe's requests and objects as published, read when first asked for: see `specs/stripe/README.md`. */
export function stripeSpec(): z.infer<typeof file> {
  read ??= file.parse(JSON.parse(readFileSync(specPath(), 'utf8')));
  return read;
}

export interface PublishedCall {
  /** Such as `POST /v1/customers/{id}`. */
  readonly name: string;
  /** What stood in the path's braces. */
  readonly ids: readonly string[];
  readonly schema: RequestSchema;
}

/** The published call that a method and path are, or nothing. A fixed path goes before one with an id in it. */
export function findCall(method: string, path: string): PublishedCall | undefined {
  const steps = path.split('/');
  let found: PublishedCall | undefined;
  for (const [name, call] of Object.entries(stripeSpec().calls)) {
    const [verb, template = ''] = name.split(' ');
    const parts = template.split('/');
    if (verb !== method || parts.length !== steps.length) continue;
    if (!parts.every((part, at) => (part.startsWith('{') ? steps[at] !== '' : part === steps[at]))) continue;
    const ids = steps.filter((_, at) => parts[at]?.startsWith('{')).map(decodeURIComponent);
    if (!found || ids.length < found.ids.length) found = { name, ids, schema: call };
  }
  return found;
}

function specPath(): string {
  return createRequire(import.meta.url).resolve('@answerdesk/testing/specs/stripe/requests-2026-10-28.json');
}
