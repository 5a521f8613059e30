import { defaultTenantSettings, type Faq, messageIdSchema } from '@answerdesk/domain';
import { beforeAll, expect, test } from 'vitest';
import { composingWith, faqsOf, tenantId } from '../test/composing-shop.ts';
import { composeReply } from './composing/compose-reply.ts';
import type { ComposeDeps, ConversationSoFar } from './composing/turn.ts';

const faqs = faqsOf([
  ['When do you open?', 'opening hours'],
  ['How can I pay?', 'payment methods'],
  ['Can I return a jacket?', 'send back a jacket'],
  ['Can I return shoes?', 'send back shoes'],
]);
let deps: ComposeDeps;

beforeAll(async () => {
  deps = await composingWith(faqs);
});

/** A conversation in which each message is composed as the one before left it. */
function talk(using: ComposeDeps = deps) {
  let soFar: ConversationSoFar = { unsureTurns: 0 };
  let count = 0;
  return {
    soFar: () => soFar,
    async say(text: string) {
      count += 1;
      const id = messageIdSchema.parse(`m${count}`);
      const reply = await composeReply(using, soFar, {
        id,
        tenantId,
        inbound: { content: { kind: 'text', text }, contact: {} },
      });
      soFar = { ...soFar, ...reply.changes, offered: reply.content.choices ?? [], lastHandledId: id };
      return reply;
    },
  };
}

test.each([
  ['hello', 'Hello! What would you like to know?'],
  ['thanks!', 'You are welcome. Write any time if there is something else.'],
  ['bye', 'Goodbye! Write any time.'],
  ['stop', 'All right, I will say no more. Write any time, and I am here again.'],
  ['no', 'All right. Write any time if something comes up.'],
  ['yes', 'Good. What would you like to know?'],
])('%s is answered with its own sentence, waits for nobody and makes nobody unsure', async (text, said) => {
  const { content, handledAs, changes } = await talk().say(text);
  expect({ said: content.text, handledAs }).toEqual({ said, handledAs: 'small-talk' });
  expect(changes).toMatchObject({ unsureTurns: 0 });
  expect(changes.waiting).toBeUndefined();
  expect(changes.lastAnswered).toBeUndefined();
});

test('small talk is answered in the language it is in', async () => {
  expect((await talk().say('hola')).changes.language).toBe('es');
  expect((await talk().say('谢谢')).content.text).not.toMatch(/[a-z]{4}/);
});

test.each(['...', '?', '???', '!', '…', '。', '- -', '¿?'])(
  'what says nothing at all is asked what it is about: %j',
  async (text) => {
    const { content, handledAs } = await talk().say(text);
    expect({ said: content.text, handledAs }).toEqual({
      said: 'Hello! What would you like to know?',
      handledAs: 'small-talk',
    });
  },
);

test('a code of signs with a digit in it, and a picture, are no knock', async () => {
  for (const text of ['#1?', '€ 5', '🧥']) expect((await talk().say(text)).handledAs, text).toBe('handover');
});

test('no language is learnt from one word of small talk, and a word that may be another language is no small talk', async () => {
  const customer = talk();
  await customer.say('How can I pay?');
  const { changes, content } = await customer.say('arschloch');
  expect({ language: changes.language, said: content.text }).toEqual({
    language: 'en',
    said: expect.stringMatching(/^I am sorry/),
  });
  for (const noun of ['price', 'sale', 'stolen', 'book']) {
    expect((await talk().say(noun)).handledAs, noun).not.toBe('small-talk');
  }
  const spanish = await composingWith(faqs, { locale: 'es' });
  for (const noun of ['precio', 'precios?', 'parar']) {
    expect((await talk(spanish).say(noun)).handledAs, noun).not.toBe('small-talk');
  }
});

test('what an FAQ has word for word is its question, whatever it would mean else', async () => {
  const own = await composingWith([...faqs.slice(1), { ...(faqs[0] as Faq), variants: ['hello', 'human please'] }]);
  expect(await talk(own).say('Hello!')).toMatchObject({ handledAs: 'answered', content: { text: 'Answer 0.' } });
  expect(await talk(own).say('human, please')).toMatchObject({ handledAs: 'answered' });
});

test('a greeting before a question is no small talk', async () => {
  expect(await talk().say('Hello, how can I pay? Thanks')).toMatchObject({ content: { text: 'Answer 1.' } });
});

test('an answer that did not help brings the offer of a person, and the second time in a row the person', async () => {
  const customer = talk();
  await customer.say('How can I pay?');
  const first = await customer.say('That did not help');
  expect(first).toMatchObject({ handledAs: 'small-talk', content: { choices: [{ id: 'person' }] } });
  const second = await customer.say('not helpful');
  expect(second).toMatchObject({
    handledAs: 'handover',
    changes: { waiting: { reason: 'no-answer', asked: 'How can I pay?' } },
  });
});

test.each([
  'it does not work',
  'my problem is not solved',
  'wrong',
  'non funziona',
  'no funciona',
  'не работает',
  'لا يعمل',
  'ça ne marche pas',
  '没用',
  '错了',
])('where the bot answered nothing just before, the engine is asked: %s', async (text) => {
  expect((await talk().say(text)).handledAs).not.toBe('small-talk');
  const customer = talk();
  await customer.say('How can I pay?');
  await customer.say('thanks');
  expect((await customer.say(text)).handledAs).not.toBe('small-talk');
});

test.each(['it does not work', 'non funziona', 'no funciona', 'не работает', 'لا يعمل', 'ça ne marche pas'])(
  'a product that does not work is no answer that did not help: %s',
  async (text) => {
    const customer = talk();
    await customer.say('How can I pay?');
    expect((await customer.say(text)).handledAs).not.toBe('small-talk');
  },
);

test('the answer that did not help is not given again to the next question', async () => {
  const customer = talk();
  await customer.say('How can I pay?');
  await customer.say('That did not help');
  expect(await customer.say('payment methods')).toMatchObject({ handledAs: 'handover' });
});

test('something said between starts the count anew', async () => {
  const customer = talk();
  await customer.say('How can I pay?');
  await customer.say('How can I pay?');
  await customer.say('not helpful');
  await customer.say('When do you open?');
  expect(await customer.say('not helpful')).toMatchObject({ handledAs: 'small-talk' });
});

test('an insult is met calmly once, and the second in a row with a person, at once', async () => {
  const customer = talk();
  expect(await customer.say('you idiot')).toMatchObject({
    handledAs: 'small-talk',
    content: { choices: [{ id: 'person' }] },
  });
  expect(await customer.say('stupid bot')).toMatchObject({ changes: { waiting: { reason: 'emotion', priority: 1 } } });
});

test('where nobody takes over no person is promised', async () => {
  const settings = { ...defaultTenantSettings, inbox: { ...defaultTenantSettings.inbox, isOn: false } };
  const alone = await composingWith(faqs, { settings });
  const { content } = await talk(alone).say('you idiot');
  expect(content).toEqual({
    kind: 'reply',
    text: 'I am sorry that this is going badly. Tell me in a few words what you need.',
  });
});

test('a yes takes the only choice, a no the way out, and with several to choose from a yes takes none', async () => {
  const faq = { id: 'faq:f1', label: 'How can I pay?' };
  const other = { id: 'faq:f0', label: 'When do you open?' };
  const none = { id: 'none', label: 'None of these' };
  const after = (text: string, offered: ConversationSoFar['offered']) =>
    composeReply(
      deps,
      { unsureTurns: 1, ...(offered && { offered }) },
      {
        id: messageIdSchema.parse('m9'),
        tenantId,
        inbound: { content: { kind: 'text', text }, contact: {} },
      },
    );
  expect(await after('yes please', [faq, none])).toMatchObject({ content: { text: 'Answer 1.' } });
  expect(await after('no', [faq, other, none])).toMatchObject({ handledAs: 'handover' });
  expect(await after('yes', [faq, other, none])).toMatchObject({
    handledAs: 'small-talk',
    changes: { unsureTurns: 1 },
  });
  expect(await after('the second one', [faq, other, none])).toMatchObject({ content: { text: 'Answer 0.' } });
  for (const text of ['hai', 'I do', 'do it', 'one second please']) {
    expect((await after(text, [faq, other, none])).trace?.chosenByCustomer, text).toBeUndefined();
  }
});

test.each(['ok', 'good', '👍', 'yes', 'no', 'sure'])(
  'under an answer %s takes no choice and calls nobody',
  async (text) => {
    const offered = [
      { id: 'faq:f0', label: 'When do you open?' },
      { id: 'person', label: 'A person' },
    ];
    for (const choices of [offered, offered.slice(0, 1), offered.slice(1)]) {
      const customer = talk();
      await customer.say('How can I pay?');
      const reply = await composeReply(
        deps,
        { ...customer.soFar(), offered: choices },
        { id: messageIdSchema.parse('m9'), tenantId, inbound: { content: { kind: 'text', text }, contact: {} } },
      );
      expect(reply.handledAs).toBe('small-talk');
    }
  },
);

test.each(['ok', 'good', '👍'])('%s takes no choice where the bot asked something back either', async (text) => {
  const asked = await talk().say('you idiot');
  expect(asked.content.choices).toHaveLength(1);
  const reply = await composeReply(
    deps,
    { unsureTurns: 0, offered: asked.content.choices ?? [] },
    { id: messageIdSchema.parse('m9'), tenantId, inbound: { content: { kind: 'text', text }, contact: {} } },
  );
  expect(reply.handledAs).toBe('small-talk');
  const customer = talk();
  await customer.say('you idiot');
  expect(await customer.say('yes')).toMatchObject({ handledAs: 'handover' });
});

test('a question that goes on with the last one is answered with it, and the trace says with what', async () => {
  const customer = talk();
  await customer.say('Can I return a jacket?');
  expect(await customer.say('and shoes?')).toMatchObject({ content: { text: 'Answer 3.' } });
  expect(customer.soFar().lastAnswered).toMatchObject({ asked: 'and shoes?' });
});

test.each([
  ['How can I pay?', 'why?'],
  ['How can I pay?', 'and the warranty?'],
  ['When do you open?', 'who?'],
  ['When do you open?', 'and parking?'],
])('after %j, %j is not answered with the same again', async (asked, text) => {
  const customer = talk();
  const before = await customer.say(asked);
  expect(before).toMatchObject({ handledAs: 'answered' });
  const reply = await customer.say(text);
  expect(reply.handledAs).not.toBe('answered');
  expect(reply.content).not.toEqual(before.content);
});

test('the engine is not asked about small talk more than whether an FAQ says just that', async () => {
  let calls = 0;
  const counting: ComposeDeps = {
    ...deps,
    modelFor(...of) {
      calls += 1;
      return deps.modelFor(...of);
    },
  };
  await talk(counting).say('thanks');
  expect(calls).toBe(1);
});

test.each([
  ['I want to talk to a person', 'handover'],
  ['hello', 'small-talk'],
])('%s does not wait for FAQs that are being learnt', async (text, handledAs) => {
  const learning = { ...deps, modelFor: () => new Promise<never>(() => {}) };
  expect((await talk(learning).say(text)).handledAs).toBe(handledAs);
});
