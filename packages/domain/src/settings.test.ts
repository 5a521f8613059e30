import { expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings } from './settings.ts';

const schema = z.object({
  PORT: z.coerce.number('must be a port number').default(3000),
  KEY: z.string().min(5).optional(),
});

test('an empty variable counts as not set', () => {
  expect(readSettings(schema, { PORT: '', KEY: undefined })).toEqual({ PORT: 3000 });
});

test('a wrong value names its variable in one line and does not repeat the value', () => {
  expect(() => readSettings(schema, { PORT: 'sesame' })).toThrow(/^PORT must be a port number\.$/);
  expect(() => readSettings(schema, { KEY: 'abc' })).toThrow(/^KEY /);
  expect(() => readSettings(schema, { KEY: 'abc' })).not.toThrow(/abc/);
});
