import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { walkTakeovers } from './takeover-kill/walk-takeovers.ts';

const ROUNDS = 8;

test.each(testDatabases())(
  'on $name 200 chats with agents, of two processes that are killed again and again, lose nothing and no bot talks over an agent',
  async (kind) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const seed = (Date.now() % 1_000_000) * 100 + round;
      const checked = await walkTakeovers(kind, { seed, chats: 25, kills: 5 });
      expect(checked.interleavings).toBe(25);
    }
  },
);
