import { randomInt } from 'node:crypto';
import { newId } from '@answerdesk/domain';
import { z } from 'zod';
import type { SimulatedPlatform } from './simulated-platform.ts';

const partSchema = z.object({
  spans: z.array(z.object({ text: z.string() })),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  imageUrl: z.string().optional(),
});

/** A visitor of a page on this machine, who speaks to the widget's routes as the widget does. */
export async function startSimulatedWebchat(): Promise<SimulatedPlatform> {
  const origin = `http://127.0.0.1:${randomInt(1, 65_536)}`;
  const leaving = new AbortController();
  return {
    credentials: { origin },
    async customer({ url }, { languageCode, heard }) {
      const root = url.replace('/webhooks/webchat/', '/widget/');
      const opened = await fetch(`${root}/session`, { method: 'POST', headers: { origin }, body: '{}' });
      const { session } = z.object({ session: z.string() }).parse(await opened.json());
      let choices: z.infer<typeof partSchema>['choices'] = [];
      const events = await fetch(`${root}/events?session=${session}`, { headers: { origin }, signal: leaving.signal });
      void readParts(events, (part) => {
        choices = part.choices;
        const buttons = choices.map(({ label }) => label);
        const text = part.imageUrl ?? part.spans.map((span) => span.text).join('');
        heard({ from: 'bot', text, ...(buttons.length > 0 && { buttons }) });
      }).catch(() => undefined);
      const post = async (message: object) => {
        const { status } = await fetch(`${root}/messages`, {
          method: 'POST',
          headers: { origin, authorization: `Bearer ${session}` },
          body: JSON.stringify({ id: newId(), locale: languageCode, ...message }),
        });
        if (status !== 200) throw new Error(`The widget's route answered ${status}`);
      };
      return {
        open: () => post({ opened: true }),
        write: (text) => post({ text }),
        async press(number) {
          const choice = choices[number - 1];
          if (choice) await post({ choiceId: choice.id });
          return choice !== undefined;
        },
      };
    },
    async stop() {
      leaving.abort();
    },
  };
}

async function readParts(events: Response, heard: (part: z.infer<typeof partSchema>) => void): Promise<void> {
  let rest = '';
  for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const whole = `${rest}${chunk}`.split('\n\n');
    rest = whole.pop() ?? '';
    for (const event of whole) {
      const data = /^event: part$/m.test(event) ? /^data: (.*)$/m.exec(event)?.[1] : undefined;
      if (data !== undefined) heard(partSchema.parse(JSON.parse(data)));
    }
  }
}
