import { createChannels } from '@answerdesk/channels';
import { type Choice, channelNameSchema } from '@answerdesk/domain';
import { createSentences, customerLanguages } from '@answerdesk/locales';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { openWidgetDesk, textOf, within } from './widget-shop.ts';

/** Like "How can I pay?" and no other question of the shop's. */
const vague = 'what is the credit limit';
const asksBack = 'I want to be sure I answer the right question. Did you mean this?';

describe.each(testDatabases())('asking back whether one question is meant, on $name', (kind) => {
  const desk = openWidgetDesk(kind);

  test('brings it as a button with a way out; a yes is answered, a no brings a person for what was asked', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: vague });
    await expect.poll(() => events.parts.map(textOf), within).toEqual([asksBack]);
    expect(events.parts[0]?.choices.map(({ label }) => label)).toEqual(['How can I pay?', 'No, something else']);
    await visitor.post({ text: 'Yes, that is it 👍' });
    await expect.poll(() => events.parts.map(textOf)[1], within).toBe('By card.');
    events.stop();

    const other = await shop.visitor();
    const heard = await other.listen();
    await other.post({ text: vague });
    await expect.poll(() => heard.parts.length, within).toBe(1);
    await other.post({ text: 'no' });
    await expect.poll(() => heard.parts.length, within).toBe(2);
    const waiting = () => desk.models().conversations.find({ tenantId: shop.tenantId, status: 'waiting' }).lean();
    await expect.poll(waiting).toMatchObject([{ waiting: { reason: 'no-answer', priority: 3, asked: vague } }]);
    heard.stop();
  });

  test('again in the next turn, a person comes instead', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: vague });
    await expect.poll(() => events.parts.map(textOf), within).toEqual([asksBack]);
    await visitor.post({ text: vague });
    await expect.poll(() => events.parts.length, within).toBe(2);
    const waiting = () => desk.models().conversations.find({ tenantId: shop.tenantId, status: 'waiting' }).lean();
    await expect.poll(waiting).toMatchObject([{ waiting: { reason: 'unsure-twice', asked: vague } }]);
    events.stop();
  });
});

test.each(channelNameSchema.options)('on %s both choices come whole, in every language and tone', async (name) => {
  const sentences = createSentences();
  const channel = createChannels({})[name];
  for (const language of customerLanguages) {
    for (const tone of ['neutral', 'formal', 'friendly'] as const) {
      const text = await sentences(language, 'clarifyOne', {}, tone);
      const choices: Choice[] = [
        { id: 'faq:0192f0c1-7a44', label: 'How can I pay?' },
        { id: 'none', label: await sentences(language, 'clarifyOther', {}, tone) },
      ];
      const parts = channel.render({ kind: 'reply', text, choices });
      expect({ language, choices: parts.map((part) => part.choices) }).toEqual({ language, choices: [choices] });
    }
  }
});
