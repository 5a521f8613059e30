import { createWecomCustomer, sealKfCallback, startFakeWecom } from '@answerdesk/testing';
import { insist } from './insist.ts';
import type { Speaker } from './speaker.ts';
import { withoutMenu } from './without-menu.ts';

const token = 'tokenofallchannels';
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

export async function speakWecom(): Promise<Speaker> {
  const fake = await startFakeWecom({ pageSize: 7, emptyPages: true });
  const credentials = {
    corpId: fake.corpId,
    secret: fake.corpSecret,
    token,
    aesKey: encodingAesKey,
    openKfid: fake.openKfId,
  };
  return {
    channel: 'wecom',
    environment: { WECOM_API_ROOT: fake.apiRoot },
    credentials,
    knowsRepeats: true,
    async customer({ webhookUrl: url }) {
      const webhook = { url, token, encodingAesKey };
      const customer = createWecomCustomer(fake, { webhook });
      return {
        async say(text) {
          const { reply } = await customer.write(text);
          if (reply.kind === 'none') return;
          // The message waits on the platform: another callback, whoever's, has it fetched.
          await insist(text, async () => {
            const call = sealKfCallback(webhook, fake, { token: fake.issueCallbackToken(), openKfId: fake.openKfId });
            const answer = await fetch(call.url, { method: 'POST', body: call.body }).catch(() => undefined);
            return answer?.status === 200;
          });
        },
        heard: () => fake.sent(customer.externalUserId).map(withoutMenu),
      };
    },
    stop: fake.stop,
  };
}
