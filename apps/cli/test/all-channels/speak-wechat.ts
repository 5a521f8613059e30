import { createWechatCustomer, startFakeWechat } from '@answerdesk/testing';
import { insist } from './insist.ts';
import type { Speaker } from './speaker.ts';
import { withoutMenu } from './without-menu.ts';

const token = 'tokenofallchannels';
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

export async function speakWechat(): Promise<Speaker> {
  const fake = await startFakeWechat();
  return {
    channel: 'wechat',
    environment: { WECHAT_API_ROOT: fake.apiRoot },
    credentials: { appId: fake.appId, appSecret: fake.appSecret, token, aesKey: encodingAesKey },
    knowsRepeats: false,
    async customer({ webhookUrl: url }) {
      const customer = createWechatCustomer(fake, { webhook: { url, token, encodingAesKey, mode: 'safe' } });
      return {
        async say(text) {
          let delivery = customer.write(text);
          await insist(text, async () => {
            const { reply } = await delivery;
            if (reply.kind === 'none') return true;
            if (reply.kind !== 'unanswered') throw new Error(`answered with ${reply.kind}`);
            delivery = customer.repeat();
            return false;
          });
        },
        heard: () => fake.sent(customer.openid).map(withoutMenu),
      };
    },
    stop: fake.stop,
  };
}
