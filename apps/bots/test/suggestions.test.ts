import { approveSuggestions, reopenSuggestions, type SuggestDeps } from '@answerdesk/conversations';
import { createCannedReplyStore } from '@answerdesk/database';
import { accountIdSchema, messageIdSchema, newId } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { agentId, answer, asked, by, suggestionRoom } from './suggestion-room.ts';

const HOUR_MS = 3_600_000;

describe.each(testDatabases())('suggestions on $name', ({ open }) => {
  const room = suggestionRoom(open);
  const {
    desk,
    now,
    pass,
    deciding,
    approve,
    list,
    customer,
    agent,
    say,
    idThat,
    conversationIdOf,
    converse,
    learn,
    addFaq,
  } = room;

  test('what a person replied is suggested without greetings, names and private data, as it was asked and written', async () => {
    const tenantId = room.tenantId();
    await converse('ann', [
      customer('Hello, my name is Olga Petrowa. Can I bring back an umbrella, order AB-20931-X, without the receipt?'),
      agent('Hi Olga, one moment please.'),
      agent(`Hi Olga, ${answer} Write to help@shop.example.`),
      agent('Best regards,\nAda'),
    ]);
    await learn();
    const [suggestion] = await list();
    expect(suggestion).toMatchObject({ kind: 'new', hasHole: true, locale: 'en', weight: { conversations: 1 } });
    expect(suggestion?.answer).toBe(`${answer} Write to ….`);
    expect(suggestion?.question).toContain('Can I bring back an umbrella');
    const stored = JSON.stringify(await desk().database.models.suggestions.find({ tenantId }).lean());
    expect(stored).not.toMatch(/Olga|Petrowa|Ada|20931|help@/);
  });

  test('what no person wrote makes none: the bot, a canned reply alone, a draft as it was, greetings, counter-questions', async () => {
    const tenantId = room.tenantId();
    await createCannedReplyStore(desk().database.models).save(tenantId, {
      id: newId(),
      tenantId,
      shortcut: 'ret',
      text: 'Returns are free within thirty days.',
      updatedAt: now(),
      updatedById: agentId,
    });
    await converse('a', [customer(asked), { who: 'bot', text: answer, more: { turn: handed } }, agent(answer)]);
    await converse('b', [customer('Are returns free of charge?'), agent('Returns are free within thirty days.')]);
    await converse('c', [
      customer('Do you have green boots?'),
      agent('Let me check.'),
      agent('Which size do you want?'),
    ]);
    await converse('d', [customer('Hello there'), agent('Hello! How are you today my friend')]);
    await desk().stores.drafts.add(tenantId, {
      id: messageIdSchema.parse(newId()),
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationIdOf('e'),
      causeId: messageIdSchema.parse(newId()),
      question: 'Do you ship to Peru?',
      content: { kind: 'reply', text: 'We ship to Peru on Mondays.' },
      repliedAs: 'answered',
      createdAt: now(),
    });
    await converse('e', [customer('Do you ship to Peru?'), agent('we ship to Peru on Mondays')]);
    await learn();
    expect(await list()).toEqual([]);
  });

  test('a canned reply with words of one’s own, and what was asked back in between, are one answer', async () => {
    const tenantId = room.tenantId();
    await createCannedReplyStore(desk().database.models).save(tenantId, {
      id: newId(),
      tenantId,
      shortcut: 'ret',
      text: 'Returns are free.',
      updatedAt: now(),
      updatedById: agentId,
    });
    await converse('a', [
      customer('Can I send the green boots back?'),
      agent('Did you wear them?'),
      customer('no, never'),
      agent('Returns are free.'),
      agent('Put the label on the box and bring it to any post office.'),
      customer('thank you!'),
    ]);
    await learn();
    expect(await list()).toMatchObject([
      {
        question: 'Can I send the green boots back?',
        answer: 'Returns are free.\n\nPut the label on the box and bring it to any post office.',
        weight: { thanked: 1, rejected: 0 },
      },
    ]);
  });

  test('alike questions are one suggestion, and what more customers asked and liked comes first', async () => {
    await converse('a', [customer('Where can I park my car at the shop?'), agent('Behind the shop, for two hours.')]);
    await converse('b', [customer(asked), agent(answer), customer('👍')]);
    await converse('c', [customer('Can I bring back an umbrella without the receipt'), agent(`Yes. ${answer}`)]);
    await converse('d', [
      customer('Do you repair broken zips?'),
      agent('We never repair zips here.'),
      customer('That did not help.'),
    ]);
    await learn();
    expect((await list()).map(({ weight, question }) => [question, weight.rank])).toEqual([
      [asked, 3],
      ['Where can I park my car at the shop?', 1],
      ['Do you repair broken zips?', -1],
    ]);
  });

  test('a rating that comes later, and thanks, are evidence; reading again adds nothing', async () => {
    const tenantId = room.tenantId();
    const id = await converse('a', [customer(asked), agent(answer)]);
    await learn();
    const [before] = await list();
    await say('a', [customer('Thanks a lot')]);
    const eventId = messageIdSchema.parse(newId());
    await desk().stores.events.add(tenantId, {
      id: eventId,
      tenantId,
      conversationId: id,
      at: now(),
      kind: 'rated',
      score: 5,
    });
    expect(await desk().stores.platformWide.listToLearnFrom(now(), 1_000)).not.toContainEqual({
      tenantId,
      conversationId: id,
    });
    pass(HOUR_MS);
    await learn();
    await desk().database.models.conversations.updateOne({ tenantId, _id: id }, { $set: { learnAt: now() } });
    await learn();
    expect(await list()).toMatchObject([
      { id: before?.id, revision: 2, weight: { conversations: 1, thanked: 1, ratings: 1, score: 5, rank: 3 } },
    ]);
  });

  test('wherever it breaks off, and however many do it, each reply is in one suggestion once', async () => {
    for (let index = 0; index < 12; index += 1) {
      const text = index % 2 ? asked : 'Where can I park my car at the shop?';
      await converse(`p${index}`, [customer(text), agent(index % 2 ? answer : 'Behind the shop, for two hours.')]);
    }
    let calls = 0;
    const { suggestions } = desk().stores;
    const dying: Partial<SuggestDeps> = {
      owner: 'dying',
      suggestions: {
        ...suggestions,
        async save(...args) {
          calls += 1;
          if (calls % 3 === 0) throw new Error('killed before the write');
          const isSaved = await suggestions.save(...args);
          if (calls % 3 === 1) throw new Error('killed after the write');
          return isSaved;
        },
      },
    };
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await Promise.allSettled([learn(dying), learn({ owner: 'other' })]);
      pass(61_000);
    }
    await learn();
    const found = await list();
    expect(found.map(({ weight }) => weight.conversations)).toEqual([6, 6]);
    expect(new Set(found.flatMap(({ pairs }) => pairs.map(({ id }) => id))).size).toBe(12);
  });

  test('what an FAQ says already is a wording of it, and what it says otherwise a better answer', async () => {
    const tenantId = room.tenantId();
    const opening = await addFaq('When do you open?', 'We open from nine to five, every day but Sunday.');
    const parcel = await addFaq('Where is my parcel?', 'It comes within three days.');
    await converse('a', [
      customer('Until what hour may I come by today?'),
      agent('Hi! We open from nine to five, every day but Sunday.'),
    ]);
    await converse('b', [customer('when do you open'), agent('We open from nine to five, every day but Sunday.')]);
    await converse('c', [
      customer('Where is my parcel now?'),
      agent('Look it up at the post with the number in your mail.'),
    ]);
    await learn();
    const found = await list();
    expect(found.map(({ kind, faqId, question }) => [kind, faqId, question]).sort()).toEqual([
      ['answer', parcel, 'Where is my parcel now?'],
      ['wording', opening, 'Until what hour may I come by today?'],
    ]);
    const decided = await approve(deciding(), tenantId, by, found);
    expect(decided.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    const [first, second] = await desk().stores.workshop.findMany(tenantId, [opening, parcel].sort());
    const served = [first, second].map((record) => record?.published);
    expect(served.find((content) => content?.question === 'When do you open?')?.variants).toEqual([
      'Until what hour may I come by today?',
    ]);
    expect(served.find((content) => content?.question === 'Where is my parcel?')?.answer).toBe(
      'Look it up at the post with the number in your mail.',
    );
  });

  test('a question that is kept for measuring is offered as no wording, and becomes one only where a person writes it', async () => {
    const tenantId = room.tenantId();
    const opening = await addFaq('When do you open?', 'We open from nine to five, every day but Sunday.');
    const says = 'We open from nine to five, every day but Sunday.';
    await converse('a', [customer('Until what hour may I come?'), { ...agent(says), measures: true }]);
    await converse('b', [customer('May I come by at eight?'), agent(says)]);
    await converse('c', [customer('Could I visit you around noon?'), agent(says)]);
    await converse('d', [
      customer('Are Sundays fine too?'),
      agent('Good question.'),
      { ...agent(says), measures: true },
    ]);
    const other = await converse('e', [customer('Good day! Would Mondays suit you?'), agent(says)]);
    await learn();
    const measuring = { id: idThat(true), conversationId: other, faqId: opening, at: now(), language: 'en' };
    await desk().stores.confirmed.add(tenantId, [
      { ...measuring, by: 'sent', text: 'Good day! Would Mondays suit you?' },
    ]);
    const conversationId = conversationIdOf('z');
    await desk().stores.confirmed.add(tenantId, [
      ...[
        { id: idThat(true), text: 'may I come by at EIGHT' },
        { id: idThat(false), text: 'could I visit you around noon' },
      ].map((one) => ({ ...one, conversationId, faqId: opening, by: 'thanked', at: now(), language: 'en' }) as const),
    ]);
    const [found, ...others] = await list();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'wording', question: 'Could I visit you around noon?', wordings: [] });
    if (!found) throw new Error('there is none');
    const variants = async () => (await desk().stores.faqs.list(tenantId))[0]?.variants;
    await approveSuggestions(deciding(), tenantId, by, [found]);
    expect(await variants()).toEqual(['Could I visit you around noon?']);
    await reopenSuggestions(deciding(), tenantId, by, await list('approved'));
    const edited = { question: 'May I come by at eight?', answer: says };
    await approveSuggestions(
      deciding(),
      tenantId,
      by,
      (await list()).map((each) => ({ ...each, edited })),
    );
    expect(await variants()).toContain(edited.question);
  });
});

const handed = { handledAs: 'handover', changes: { unsureTurns: 0 } } as const;
