import { randomBytes } from 'node:crypto';
import { createWechatCustomer, type SentWechatMessage, startFakeWechat } from '@answerdesk/testing';
import { newAesKey, newToken } from './new-keys.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';
import { takenByWebhook } from './taken-by-webhook.ts';

export async function startSimulatedWechat(): Promise<SimulatedPlatform> {
  // Two simulations beside one database are two accounts.
  const fake = await startFakeWechat({ appId: `wx${randomBytes(8).toString('hex')}` });
  const [token, encodingAesKey] = [newToken(), newAesKey()];
  return {
    credentials: { appId: fake.appId, appSecret: fake.appSecret, token, aesKey: encodingAesKey },
    apiRoot: fake.apiRoot,
    async customer({ url }, { heard }) {
      const customer = createWechatCustomer(fake, { webhook: { url, token, encodingAesKey, mode: 'safe' } });
      let newest: SentWechatMessage | undefined;
      fake.onSent((message) => {
        newest = message;
        const buttons = message.menu.map(({ content }) => content);
        heard({ from: 'bot', text: message.text, ...(buttons.length > 0 && { buttons }) });
      });
      return {
        open: () => takenByWebhook(customer.subscribe()),
        write: (text) => takenByWebhook(customer.write(text)),
        async press(number) {
          const choice = newest?.menu[number - 1];
          if (!choice) return false;
          await takenByWebhook(customer.tap(choice.id));
          return true;
        },
      };
    },
    stop: fake.stop,
  };
}
