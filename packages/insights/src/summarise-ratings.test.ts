import { newTenantId, type Score, userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { summariseRatings } from './summarise-ratings.ts';

const always = { from: new Date(0), until: new Date() };

async function* given(...ratings: readonly [string, Score][]) {
  for (const [agent, score] of ratings) yield { agentId: userIdSchema.parse(agent), score };
}

test('the mean and the spread are of all, and of each agent, who was rated most first', async () => {
  const ratings = { given: () => given(['bo', 1], ['ann', 5], ['ann', 4], ['ann', 5]) };
  const summary = await summariseRatings({ ratings }, newTenantId(), always);
  const spread = (...counts: number[]) => counts.map((count, index) => ({ score: index + 1, count }));
  expect(summary).toEqual({
    count: 4,
    mean: 3.75,
    distribution: spread(1, 0, 0, 1, 2),
    agents: [
      { agentId: 'ann', count: 3, mean: 14 / 3, distribution: spread(0, 0, 0, 1, 2) },
      { agentId: 'bo', count: 1, mean: 1, distribution: spread(1, 0, 0, 0, 0) },
    ],
  });
});

test('where nobody rated there is no mean', async () => {
  const summary = await summariseRatings({ ratings: { given: () => given() } }, newTenantId(), always);
  expect(summary).toMatchObject({ count: 0, agents: [] });
  expect(summary).not.toHaveProperty('mean');
});
