import { learn } from '@answerdesk/answers';
import { expect, test } from 'vitest';
import { handleMessages } from '../src/handle-messages.ts';
import { faqs, makeDesk, makePhrasingDesk, now, text } from './memory-desk.ts';

test('a message taken back is forgotten, also when its process dies before that is noted', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  const key = await desk.receive({ kind: 'deleted', of: 'm1' });
  desk.failAt('markHandled');
  await expect(handleMessages(desk.deps, key)).rejects.toThrow('gone at markHandled');
  await handleMessages(desk.deps, key);
  expect(desk.takenBack).toEqual(['m1', 'm1']);
  expect(desk.texts()).toHaveLength(1);
});

test('a changed message is answered anew where that answers it better, and else leaves it at the answer given', async () => {
  const desk = makeDesk();
  const change = async (words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of: 'm1', text: words }));
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  await change('When do you open?');
  await change('when do you open ?');
  expect(desk.texts()).toEqual(['Answer 0.']);
  await change('How can I pay?');
  expect(desk.texts()).toEqual(['Answer 0.', 'Answer 2.']);
  expect([...desk.handled.values()]).toEqual(['answered', 'noted', 'noted', 'answered']);
});

test('correcting an unclear question is no second unsure turn, and what was handed over is not handed over again', async () => {
  const twins = faqs.slice(1).map((faq) => ({ ...faq, variants: ['delivery'] }));
  const desk = makeDesk({ modelFor: async () => learn(twins, { version: 1 }) });
  const change = async (of: string, words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of, text: words }));
  await handleMessages(desk.deps, await desk.receive(text('delivery'), now(), 'm1'));
  await change('m1', 'delivery ');
  await change('m1', 'Delivery');
  expect([...desk.handled.values()]).toEqual(['clarify', 'noted', 'noted']);
  await handleMessages(desk.deps, await desk.receive(text('My umbrella sings'), now(), 'm2'));
  await change('m2', 'My umbrella sings at night');
  expect([...desk.handled.values()].slice(3)).toEqual(['handover', 'noted']);
  expect(desk.texts()).toHaveLength(2);
});

test('a message changed to and fro is answered as it stands last', async () => {
  const desk = makeDesk();
  const change = async (words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of: 'm1', text: words }));
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  await change('How can I pay?');
  await change('How can I pay? ');
  await change('When do you open?');
  expect(desk.texts()).toEqual(['Answer 0.', 'Answer 2.', 'Answer 0.']);
});

test('an angry message that is corrected counts once: nobody is called for it and nothing is said twice', async () => {
  const desk = makeDesk();
  const change = async (words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of: 'm1', text: words }));
  const angrily = 'When do you open? This is ridiculous, I am fed up with you';
  await handleMessages(desk.deps, await desk.receive(text(`${angrily} !`), now(), 'm1'));
  await change(`${angrily}!!`);
  await change('When do you open?');
  expect([...desk.handled.values()]).toEqual(['answered', 'noted', 'noted']);
  expect(desk.conversation()).toMatchObject({ status: 'bot' });
  await change(`${angrily.replace('When do you open', 'How can I pay')}!`);
  expect([...desk.handled.values()].slice(3)).toEqual(['answered']);
  expect(desk.texts()[1]).toMatch(/^I understand.*\n\nAnswer 2\.$/);
  expect(desk.conversation()?.mood?.turns).toHaveLength(1);
});

test('a word on an answer that is corrected is no second one in a row', async () => {
  const desk = makeDesk();
  const change = async (of: string, words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of, text: words }));
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  await handleMessages(desk.deps, await desk.receive(text('that did not help'), now(), 'm2'));
  await change('m2', 'That did not help!');
  expect([...desk.handled.values()].slice(1)).toEqual(['small-talk', 'noted']);
  await handleMessages(desk.deps, await desk.receive(text('you are an idiot'), now(), 'm3'));
  await change('m3', 'You are an idiot!');
  await handleMessages(desk.deps, await desk.receive(text('you are an idiot'), now(), 'm4'));
  await change('m4', 'You are an idiot!');
  expect([...desk.handled.values()].slice(3)).toEqual(['small-talk', 'noted', 'handover', 'noted']);
});

test("a tenant's model is not asked again for a correction, and is asked once for a new question", async () => {
  const { asked, ...desk } = makePhrasingDesk();
  const change = async (words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of: 'm1', text: words }));
  await handleMessages(desk.deps, await desk.receive(text('is it open or do you ship'), now(), 'm1'));
  expect(desk.texts()).toEqual(['Said in way 1.']);
  await change('Is it open, or do you ship?');
  expect(asked).toHaveLength(1);
  expect(desk.texts()).toHaveLength(1);
  await change('How can I pay?');
  expect(desk.texts()).toEqual(['Said in way 1.', 'Answer 2.']);
  await change('do you ship or sell gifts');
  expect(asked).toHaveLength(2);
});

test('what was taken back is not what the next question in the same batch goes on with', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive(text('Do you ship abroad?'), now(), 'm1'));
  expect(desk.conversation()?.lastAnswered?.asked).toBe('Do you ship abroad?');
  await desk.receive({ kind: 'deleted', of: 'm1' });
  await handleMessages(desk.deps, await desk.receive(text('and to Norway?')));
  const traces = [...desk.replies.values()].map(({ trace }) => trace?.['resolvedWith']);
  expect(traces).toEqual([undefined, undefined]);
});
