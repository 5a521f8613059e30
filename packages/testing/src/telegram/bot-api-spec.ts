import { readFileSync } from 'node:fs';
import { z } from 'zod';

const field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const type = z.object({
  name: z.string(),
  fields: z.array(field).optional(),
  subtypes: z.array(z.string()).optional(),
});
const method = z.object({ name: z.string(), fields: z.array(field).optional() });

export type SpecField = z.infer<typeof field>;

/** The Bot API's methods and types as published: see `specs/telegram/README.md`. */
export const botApiSpec = z
  .object({ methods: z.record(z.string(), method), types: z.record(z.string(), type) })
  .parse(JSON.parse(readFileSync(new URL('../../specs/telegram/bot-api-10.1.json', import.meta.url), 'utf8')));
