import { randomBytes } from 'node:crypto';
import {
  createWechatCustomer,
  type SentWechatMessage,
  startFakeWechat,
  type WechatDelivery,
} from '@answerdesk/testing';
import { newAesKey, newToken } from './new-keys.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';

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
      const taken = async (delivery: Promise<WechatDelivery>) => {
        const { reply } = await delivery;
        if (reply.kind === 'unanswered') throw new Error(`The webhook did not take it: ${reply.why.join(', ')}`);
        if (reply.kind === 'refused') throw new Error(`The webhook answered wrongly: ${reply.why}`);
      };
      return {
        open: () => taken(customer.subscribe()),
        write: (text) => taken(customer.write(text)),
        async press(number) {
          const choice = newest?.menu[number - 1];
          if (!choice) return false;
          await taken(customer.tap(choice.id));
          return true;
        },
      };
    },
    stop: fake.stop,
  };
}
