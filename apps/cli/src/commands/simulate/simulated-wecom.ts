import { randomBytes } from 'node:crypto';
import { createWecomCustomer, type SentKfMessage, startFakeWecom, type WecomDelivery } from '@answerdesk/testing';
import { newAesKey, newToken } from './new-keys.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';

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
      const taken = async (delivery: Promise<WecomDelivery>) => {
        const { reply } = await delivery;
        if (reply.kind === 'unanswered') throw new Error(`The webhook did not take it: ${reply.why.join(', ')}`);
        if (reply.kind === 'refused') throw new Error(`The webhook answered wrongly: ${reply.why}`);
      };
      return {
        open: () => taken(customer.enter()),
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
