import { randomBytes } from 'node:crypto';
import { createWecomCustomer, type SentKfMessage, startFakeWecom } from '@answerdesk/testing';
import { newAesKey, newToken } from './new-keys.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';
import { takenByWebhook } from './taken-by-webhook.ts';

export async function startSimulatedWecom(): Promise<SimulatedPlatform> {
  // Two simulations beside one database are two accounts.
  const corpId = `ww${randomBytes(8).toString('hex')}`;
  const fake = await startFakeWecom({ corpId });
  const [token, encodingAesKey] = [newToken(), newAesKey()];
  return {
    credentials: { corpId, secret: fake.corpSecret, token, aesKey: encodingAesKey, openKfid: fake.openKfId },
    apiRoot: fake.apiRoot,
    async customer({ url }, { heard }) {
      const customer = createWecomCustomer(fake, { webhook: { url, token, encodingAesKey } });
      let newest: SentKfMessage | undefined;
      fake.onSent((message) => {
        newest = message;
        const buttons = message.menu.map(({ content }) => content);
        heard({ from: 'bot', text: message.text, ...(buttons.length > 0 && { buttons }) });
      });
      return {
        open: () => takenByWebhook(customer.enter()),
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
