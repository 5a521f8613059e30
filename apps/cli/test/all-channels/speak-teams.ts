import { createTeamsUser, startFakeTeams } from '@answerdesk/testing';
import { insist } from './insist.ts';
import type { Speaker } from './speaker.ts';

const app = {
  appId: '0d6e0d1c-5a0e-4a57-9a3c-3f2b6a1c9e01',
  secret: 'secret-of-all-channels',
  directoryId: '5b8f2f4e-9c1d-4f6a-8e2b-7d3c1a0b9f02',
};

export async function speakTeams(): Promise<Speaker> {
  const fake = await startFakeTeams({ apps: [app] });
  return {
    channel: 'teams',
    environment: {
      TEAMS_OPENID_METADATA_URL: fake.openIdMetadataUrl,
      TEAMS_LOGIN_URL: fake.loginRoot,
      TEAMS_SERVICE_URLS: fake.serviceUrl,
    },
    credentials: { appId: app.appId, appPassword: app.secret, directoryId: app.directoryId },
    knowsRepeats: false,
    async customer({ webhookUrl }, index) {
      const user = createTeamsUser({ fake, appId: app.appId, tenantId: app.directoryId, name: `Customer ${index}` });
      const { conversationId } = user.personal;
      return {
        async say(text) {
          const activity = user.personal.text(text);
          await insist(text, async () => (await user.post(webhookUrl, activity)).status === 200);
        },
        heard: () =>
          fake
            .sent()
            .filter((message) => message.conversationId === conversationId)
            .map(({ text, cards }) => [text, ...cards.flatMap(({ texts }) => texts)].filter(Boolean).join('\n')),
      };
    },
    stop: fake.stop,
  };
}
