import { loadScreenArea } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { appRouter } from '../src/router.ts';

test('whatever the audit notes, the screens have words for', async () => {
  const { action: words } = await loadScreenArea('en', 'audit');
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const actions = Object.values(procedures).flatMap((procedure) => {
    const action = at(at(at(procedure, '_def'), 'meta'), 'action');
    return typeof action === 'string' ? [action] : [];
  });
  expect(actions.length).toBeGreaterThan(5);
  for (const action of actions) expect(action.split('.').reduce<unknown>(at, words), action).toBeTypeOf('string');
});

function at(value: unknown, name: string): unknown {
  const isThing = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isThing ? Reflect.get(value, name) : undefined;
}
