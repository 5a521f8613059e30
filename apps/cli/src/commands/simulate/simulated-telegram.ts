import { newId } from '@answerdesk/domain';
import { createUpdates, postUpdate, type SentMessage, startFakeTelegram } from '@answerdesk/testing';
import type { SimulatedPlatform } from './simulated-platform.ts';

export async function startSimulatedTelegram(): Promise<SimulatedPlatform> {
  const fake = await startFakeTelegram();
  const updates = createUpdates();
  return {
    credentials: { token: `${Date.now()}:simulated-${newId()}` },
    apiRoot: fake.apiRoot,
    async customer(webhook, { languageCode, heard }) {
      const id = 7_000_000_000 + (Date.now() % 1_000_000);
      const customer = { id, ...(languageCode !== undefined && { languageCode }) };
      let newest: SentMessage | undefined;
      fake.onSent((message) => {
        newest = message;
        const buttons = message.buttons.map(({ text }) => text);
        heard({ from: 'bot', text: message.photo ?? message.text, ...(buttons.length > 0 && { buttons }) });
      });
      const post = async (update: Parameters<typeof postUpdate>[1]) => {
        const { status } = await postUpdate(webhook, update);
        if (status !== 200) throw new Error(`The webhook answered ${status}`);
      };
      return {
        open: () => post(updates.text(customer, '/start')),
        write: (text) => post(updates.text(customer, text)),
        async press(number) {
          const button = newest?.buttons[number - 1];
          if (!newest || !button) return false;
          await post(updates.press(customer, newest.messageId, button.data));
          return true;
        },
      };
    },
    stop: fake.stop,
  };
}
