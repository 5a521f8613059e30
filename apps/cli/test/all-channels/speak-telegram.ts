import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import { insist } from './insist.ts';
import type { Speaker } from './speaker.ts';

export async function speakTelegram(): Promise<Speaker> {
  const fake = await startFakeTelegram();
  const updates = createUpdates();
  return {
    channel: 'telegram',
    environment: { TELEGRAM_API_ROOT: fake.apiRoot },
    credentials: { token: '1:bot-of-all-channels' },
    knowsRepeats: false,
    async customer({ webhookUrl: url, secret }, index) {
      const id = 7_000_000_000 + index;
      return {
        async say(text) {
          const update = updates.text({ id, languageCode: 'en' }, text);
          await insist(text, async () => (await postUpdate({ url, secret }, update)).status === 200);
        },
        heard: () => fake.sent().flatMap(({ chatId, text }) => (chatId === String(id) ? [text] : [])),
      };
    },
    stop: fake.stop,
  };
}
