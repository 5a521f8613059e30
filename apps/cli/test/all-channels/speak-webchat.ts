import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@answerdesk/domain';
import { z } from 'zod';
import { insist } from './insist.ts';
import type { Speaker } from './speaker.ts';

const origin = 'https://shop.example';
const opened = z.object({ session: z.string() });
const transcript = z.object({
  lines: z.array(z.object({ kind: z.string(), spans: z.array(z.object({ text: z.string() })).optional() })),
});

export async function speakWebchat(): Promise<Speaker> {
  return {
    channel: 'webchat',
    environment: {},
    credentials: { origin },
    knowsRepeats: true,
    async customer({ webhookUrl }) {
      const root = webhookUrl.replace('/webhooks/webchat/', '/widget/');
      let session = '';
      /** Calls one of the widget's routes; nothing when nobody answers, or it is asked to wait. */
      async function call(path: string, body?: object): Promise<unknown> {
        const response = await fetch(`${root}${path}`, {
          method: body ? 'POST' : 'GET',
          headers: { origin, ...(session !== '' && { authorization: `Bearer ${session}` }) },
          ...(body && { body: JSON.stringify(body) }),
        }).catch(() => undefined);
        if (response?.status === 429) await sleep(Number(response.headers.get('retry-after') ?? 1) * 1_000);
        return response?.ok ? await response.text().catch(() => undefined) : undefined;
      }
      return {
        async say(text) {
          await insist('a session', async () => {
            if (session !== '') return true;
            const answer = await call('/session', {});
            if (typeof answer === 'string') ({ session } = opened.parse(JSON.parse(answer)));
            return session !== '';
          });
          const message = { id: newId(), text, locale: 'en' };
          await insist(text, async () => (await call('/messages', message)) !== undefined);
        },
        async heard() {
          let lines: z.infer<typeof transcript>['lines'] = [];
          if (session === '') return [];
          await insist('the transcript', async () => {
            const answer = await call('/messages');
            if (typeof answer !== 'string') return false;
            ({ lines } = transcript.parse(JSON.parse(answer)));
            return true;
          });
          return lines.flatMap(({ spans }) => (spans ? [spans.map(({ text }) => text).join('')] : []));
        },
      };
    },
    stop: async () => {},
  };
}
