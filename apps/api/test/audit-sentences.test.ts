import { loadScreenArea } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { appRouter } from '../src/router.ts';
import type { ProcedureMeta } from '../src/trpc.ts';

test('whatever the audit notes, the screens have words for', async () => {
  const { action: words } = await loadScreenArea('en', 'audit');
  const actions = Object.values(appRouter._def.procedures).flatMap((procedure) => {
    const { meta } = ('_def' in procedure ? procedure._def : {}) as { meta?: ProcedureMeta };
    return meta?.action === undefined ? [] : [meta.action];
  });
  expect(actions.length).toBeGreaterThan(5);
  for (const action of actions) {
    const sentence = action
      .split('.')
      .reduce<unknown>(
        (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
        words,
      );
    expect(sentence, action).toBeTypeOf('string');
  }
});
