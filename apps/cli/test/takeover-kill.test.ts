import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { walkTakeovers } from './takeover-kill/walk-takeovers.ts';

test.each(testDatabases())(
  'on $name agents and customers of two processes that are killed lose nothing, and the bot never talks over an agent',
  async (kind) => {
    const checked = await walkTakeovers(kind, { seed: 20_261_129, chats: 8, kills: 2 });
    expect(checked).toMatchObject({ interleavings: 8, kills: 2 });
    expect(checked.takenOver).toBeGreaterThan(0);
    expect(checked.replies).toBeGreaterThan(0);
  },
);
