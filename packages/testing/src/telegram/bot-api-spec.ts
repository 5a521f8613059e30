import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const type = z.object({
  name: z.string(),
  fields: z.array(field).optional(),
  subtypes: z.array(z.string()).optional(),
});
const method = z.object({ name: z.string(), fields: z.array(field).optional() });
const spec = z.object({ methods: z.record(z.string(), method), types: z.record(z.string(), type) });

export type SpecField = z.infer<typeof field>;

let read: z.infer<typeof spec> | undefined;

/** The Bot API's methods and types as published, read when first asked for: see `specs/telegram/README.md`. */
export function botApiSpec(): z.infer<typeof spec> {
  read ??= spec.parse(JSON.parse(readFileSync(specPath(), 'utf8')));
  return read;
}

function specPath(): string {
  return createRequire(import.meta.url).resolve('@answerdesk/testing/specs/telegram/bot-api-10.1.json');
}
