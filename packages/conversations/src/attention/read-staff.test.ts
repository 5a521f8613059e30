import { type Presence, tenantIdSchema, userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createStaffReader } from './read-staff.ts';

const tenantId = tenantIdSchema.parse('t-1');
const ann = userIdSchema.parse('u-ann');
const ben = userIdSchema.parse('u-ben');

function online(presences: readonly Pick<Presence, 'userId' | 'isIdle'>[]) {
  const reader = createStaffReader({
    members: {
      list: async () => [ann, ben].map((userId) => ({ userId, email: `${userId}@example.com`, isManager: false })),
    },
    profiles: { list: async () => [] },
    presences: {
      list: async (_tenantId, seenAt) =>
        presences.map((presence, at) => ({ id: `tab ${at}`, tenantId, seenAt, isTyping: false, ...presence })),
    },
    loads: { countAssigned: async () => new Map() },
    noteAssigned: async () => undefined,
    findLocale: async () => 'en',
    now: () => new Date('2026-05-04T09:00:00Z'),
  });
  return reader.list(tenantId).then((staff) => staff.filter(({ isOnline }) => isOnline).map(({ userId }) => userId));
}

test('whoever has tabs open and sits at none of them is not online', async () => {
  expect(await online([{ userId: ann, isIdle: true }, { userId: ben }])).toEqual([ben]);
  expect(
    await online([
      { userId: ann, isIdle: true },
      { userId: ann, isIdle: false },
    ]),
  ).toEqual([ann]);
  expect(await online([{ userId: ann, isIdle: true }])).toEqual([]);
});
