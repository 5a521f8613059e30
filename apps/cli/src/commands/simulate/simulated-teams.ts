import { randomUUID } from 'node:crypto';
import { createTeamsUser, type SentActivity, startFakeTeams, type TeamsActivity } from '@answerdesk/testing';
import type { SimulatedPlatform } from './simulated-platform.ts';

export async function startSimulatedTeams(): Promise<SimulatedPlatform> {
  const app = { appId: randomUUID(), secret: randomUUID(), directoryId: randomUUID() };
  const fake = await startFakeTeams({ apps: [app] });
  return {
    credentials: { appId: app.appId, appPassword: app.secret, directoryId: app.directoryId },
    apiRoot: fake.root,
    async customer({ url }, { languageCode, heard }) {
      const user = createTeamsUser({
        fake,
        appId: app.appId,
        tenantId: app.directoryId,
        ...(languageCode !== undefined && { locale: languageCode }),
      });
      let newest: SentActivity | undefined;
      fake.onSent((message) => {
        newest = message;
        const buttons = message.buttons.map(({ title }) => title);
        const shown = [message.text, ...message.cards.flatMap(({ texts }) => texts), ...message.images].filter(Boolean);
        heard({ from: 'bot', text: shown.join('\n'), ...(buttons.length > 0 && { buttons }) });
      });
      const post = async (activity: TeamsActivity) => {
        const { status } = await user.post(url, activity);
        if (status !== 200) throw new Error(`The webhook answered ${status}`);
      };
      return {
        open: () => post(user.personal.installed()),
        write: (text) => post(user.personal.text(text)),
        async press(number) {
          const button = newest?.buttons[number - 1];
          if (!newest || button?.kind !== 'submit') return false;
          await post(user.personal.press(button.data, newest.activityId));
          return true;
        },
      };
    },
    stop: fake.stop,
  };
}
