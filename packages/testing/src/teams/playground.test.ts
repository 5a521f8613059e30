import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startPlayground } from './playground.ts';

const activitySchema = z.looseObject({
  type: z.string(),
  id: z.string(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  from: z.looseObject({ id: z.string() }),
  recipient: z.looseObject({ id: z.string() }),
});
const card = {
  type: 'AdaptiveCard',
  version: '1.4',
  body: [{ type: 'TextBlock', text: 'Did that **help**?' }],
  actions: [{ type: 'Action.Submit', title: 'Yes', data: { helped: true } }],
};
const authorizations: (string | undefined)[] = [];
let bot: Server;
let webhookUrl: string;

beforeAll(async () => {
  bot = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      authorizations.push(request.headers.authorization);
      response.writeHead(200).end();
      echo(Buffer.concat(chunks).toString('utf8')).catch((error: unknown) => console.error(error));
    });
  });
  await new Promise<void>((listening) => bot.listen(0, '127.0.0.1', listening));
  webhookUrl = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/api/messages`;
});
afterAll(() => void bot.close());

async function echo(body: string): Promise<void> {
  const activity = activitySchema.parse(JSON.parse(body));
  if (!['message', 'messageUpdate'].includes(activity.type)) return;
  const { serviceUrl, conversation, from, recipient, id } = activity;
  await fetch(`${serviceUrl}/v3/conversations/${encodeURIComponent(conversation.id)}/activities/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      from: recipient,
      recipient: from,
      conversation,
      replyToId: id,
      text: `${activity.type}: ${activity.text ?? JSON.stringify(activity.value)}`,
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    }),
  });
}

test('a bot hears and answers the playground, its buttons and its edits, with every activity signed', async (context) => {
  const playground = await startPlayground({
    webhookUrl,
    appId: '11111111-1111-4111-8111-111111111111',
    tenantId: '22222222-2222-4222-8222-222222222222',
    sign: async ({ serviceUrl }) => ({ authorization: `Bearer for ${serviceUrl}` }),
  });
  if (playground.kind === 'unavailable') return context.skip(`The playground is unavailable: ${playground.why}`);
  try {
    console.info(`The playground started in ${playground.startedInMs} ms`);
    await playground.say('Where is my order?');
    await playground.waitForShown(({ text }) => text === 'message: Where is my order?', 60_000);
    const withCard = await playground.waitForShown(({ buttons }) => buttons.length > 0, 60_000);
    expect(withCard).toMatchObject({
      action: 'createMessage',
      cards: [{ texts: ['Did that help?'] }],
      buttons: [{ kind: 'submit', title: 'Yes', data: { helped: true } }],
    });
    await playground.press(withCard.messageId, { helped: true });
    await playground.waitForShown(({ text }) => text === 'message: {"helped":true}', 60_000);
    await playground.say('Where?');
    await playground.waitForShown(({ text }) => text === 'message: Where?', 60_000);
    await playground.edit('Where is it?');
    await playground.waitForShown(({ text }) => text === 'messageUpdate: Where is it?', 60_000);
    expect(playground.posted().map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(playground.posted()[0]?.activity).toMatchObject({
      channelId: 'msteams',
      recipient: { id: '28:11111111-1111-4111-8111-111111111111' },
      channelData: { tenant: { id: '22222222-2222-4222-8222-222222222222' } },
    });
    expect(new Set(authorizations)).toEqual(new Set([`Bearer for ${playground.serviceUrl}`]));
  } finally {
    await playground.stop();
  }
});
