import type { Models } from '@answerdesk/database';
import {
  botReplyUsageId,
  type ContactId,
  contactIdSchema,
  contactLinkId,
  momentOfId,
  newId,
  newTenantId,
  type TenantId,
} from '@answerdesk/domain';
import type { TestDatabase } from '@answerdesk/testing';

/** A person of whom something stands wherever it may, and others. */
export interface PersonWorld {
  /** When the person is erased: later than all that is there, whose ids tell when they were made. */
  readonly start: Date;
  readonly tenantId: TenantId;
  readonly contactIds: readonly [ContactId, ContactId];
  readonly neighbourId: ContactId;
  /** What names the person: nothing of it may be left. */
  readonly traces: readonly string[];
  /** What others wrote: all of it must be left. */
  readonly others: readonly string[];
}

/** A customer known by Telegram and by the web site, who also wrote in a group; a neighbour; a member with a chat of their own. */
export async function putPersonWorld({ database }: TestDatabase): Promise<PersonWorld> {
  const { models } = database;
  const tenantId = newTenantId();
  const earlier = momentOfId(newId());
  const start = minutesAfter(earlier, 60);
  const traces: string[] = [];
  const others: string[] = [];
  const theirs = (what: string) => {
    const mark = `${what}-${newId()}`;
    traces.push(mark);
    return mark;
  };
  const neighbours = (what: string) => {
    const mark = `kept-${what}-${newId()}`;
    others.push(mark);
    return mark;
  };
  const put = (name: keyof Models, doc: Record<string, unknown>) =>
    models[name].collection.insertOne({ _id: newId(), tenantId, ...doc } as never);

  const name = theirs('Marja Holopainen');
  const phone = theirs('+358 40 1234');
  const telegram = contactIdSchema.parse(theirs('p'));
  const web = contactIdSchema.parse(theirs('p'));
  const other = contactIdSchema.parse(`p${newId()}`);
  const platform = { [telegram]: theirs('handle'), [web]: theirs('visitor'), [other]: `other${newId()}` };
  const accountOf = (contactId: ContactId) => `${tenantId}.${contactId === web ? 'web' : 'tg'}`;

  async function putPerson(contactId: ContactId, mark: (what: string) => string, displayName: string) {
    const platformId = platform[contactId];
    const accountId = accountOf(contactId);
    await put('contacts', {
      ...{ _id: contactId, accountId, platformId, displayName, isReachable: true, createdAt: earlier },
    });
    const details = { email: `${mark('mail')}@mail.example`, emailKey: mark('key'), updatedAt: earlier };
    await put('contactdetails', { _id: contactId, ...details, updatedById: 'u' });
    await put('contactnotes', { _id: contactId, text: mark('note'), updatedAt: earlier, updatedById: 'u' });
    await put('contacttags', { _id: contactId, ruleKeys: ['vip.1'], revision: 1 });
    await put('linkcodes', { contactId, hash: newId(), expiresAt: minutesAfter(earlier, 10) });
    const conversationId = mark('c');
    const channel = contactId === web ? 'webchat' : 'telegram';
    const chat = { accountId, channel, contactId, chatKey: platformId, isGroup: false };
    const asked = mark('asked');
    await put('conversations', {
      ...{ _id: conversationId, ...chat, holder: { kind: 'bot' }, epoch: 0, status: 'bot', unsureTurns: 0 },
      ...{ createdAt: earlier, lastMessageAt: earlier, contactName: displayName, nameWords: [displayName] },
      ...{ lastExchange: { asked }, handover: { reason: 'asked-for-person', asked, since: earlier, priority: 3 } },
    });
    const within = { conversationId, accountId, channel, createdAt: earlier };
    const question = newId();
    const text = mark('question');
    await put('messages', {
      ...{ ...within, _id: question, direction: 'in', author: { kind: 'contact', contactId }, isHandled: true },
      dedupeKey: mark('key'),
      inbound: {
        chatKey: platformId,
        isGroup: false,
        contact: { platformId, displayName },
        content: { kind: 'text', text },
      },
    });
    const reply = `${question}.r`;
    await put('messages', {
      ...{ ...within, _id: reply, direction: 'out', author: { kind: 'bot' }, isHandled: true, causeId: question },
      ...{ dedupeKey: `out:${reply}`, content: { kind: 'reply', text: mark('reply') }, trace: { resolvedWith: text } },
    });
    await put('messages', {
      ...{ ...within, direction: 'out', author: { kind: 'agent', agentId: 'u' }, isHandled: true },
      ...{ dedupeKey: `agent:${newId()}`, content: { kind: 'reply', text: `Dear ${displayName}: ${mark('agent')}` } },
    });
    await put('outbox', {
      ...within,
      _id: reply,
      contactId,
      isDone: true,
      content: { text: mark('sent') },
      sentParts: [],
    });
    await put('outbox', { ...within, contactId, isDone: false, content: { text: mark('pending') }, sentParts: [] });
    await put('drafts', { ...within, causeId: question, question: mark('drafted'), content: { text } });
    await put('ratings', { ...within, agentId: 'u', askedAt: earlier, score: 2, comment: mark('comment') });
    const gapId = `gap${newId()}`;
    const gap = { gapId, conversationId, contactId, at: earlier, cause: 'unsure', language: 'en', candidates: [] };
    const wording = mark('gap question');
    await put('gapquestions', { ...gap, _id: question, text: wording, sketch: Buffer.alloc(4) });
    const confirmed = { conversationId, faqId: 'f', by: 'sent', at: earlier, language: 'en' };
    await put('confirmedquestions', { ...confirmed, _id: question, text: mark('confirmed') });
    const enquiry = { conversationId, channel, startedAt: earlier, state: 'confirmed', reason: 'thanked' };
    await put('enquiries', { ...enquiry, _id: question });
    const pair = { conversationId, question: mark('suggested question'), answer: mark('suggested answer') };
    await put('suggestions', { state: 'open', revision: 1, pairs: [pair] });
    // From a mark nobody reads of whom it was: it must be left, or what was rejected came back.
    const rejected = { ...pair, question: mark('rejected question'), answer: `${displayName}: ${mark('rejected')}` };
    const marks = [neighbours('mark of what was rejected')];
    await put('suggestions', { state: 'rejected', revision: 2, pairs: [rejected], marks });
    const alert = { serial: 1, since: earlier, noticedAt: earlier, lastsUntil: earlier, state: 'new', told: [] };
    const counted = { count: 3, expected: 1, chance: 0.1, total: 3 };
    const examples = [{ messageId: question, text: mark('example') }];
    const topic = { topic: `gap:${gapId}`, id: `gap:${gapId}:1`, title: wording };
    await put('topicalerts', { ...alert, ...counted, ...topic, examples });
    await put('replydrafts', { userId: 'u', conversationId, text: mark('begun'), isNote: false, updatedAt: earlier });
    if (channel === 'webchat') {
      const part = { text: mark('part') };
      await put('webchatparts', { accountId, visitorId: platformId, key: mark('key'), part, createdAt: earlier });
    }
    const bytes = Buffer.from(mark('bytes'));
    const file = { conversationId, fileName: `${mark('file')}.png`, contentType: 'image/png', createdAt: earlier };
    await put('files', { ...file, bytes, size: bytes.length, createdById: 'u' });
    await put('usageevents', {
      ...{
        _id: `${tenantId}:${botReplyUsageId(question as never)}`,
        kind: 'bot-reply',
        rule: 'faq-exact',
        quantity: 7,
      },
      ...{
        causeId: question,
        conversationId,
        channel,
        at: earlier,
        hour: earlier,
        plan: 'free',
        writer: 'w',
        number: 1,
      },
    });
    for (const [kind, id] of [
      ['conversation', conversationId],
      ['contact', contactId],
    ] as const) {
      const actor = { userId: 'u', email: 'staff@shop.example' };
      await put('audit', {
        at: earlier,
        actor,
        area: 'inbox',
        action: 'inbox.take',
        target: { kind, id },
        outcome: 'done',
      });
    }
    await put('presences', { userId: 'u', seenAt: earlier, cameAt: earlier, viewing: conversationId, isTyping: false });
    const faqId = `${question}.f`;
    const event = { conversationId, at: earlier, byId: 'u' };
    await put('conversationevents', {
      ...event,
      key: newId(),
      kind: 'note',
      text: mark('staff note'),
      mentionedIds: [],
    });
    await put('conversationevents', { ...event, key: newId(), kind: 'taught', messageId: reply, faqId });
    const taught = {
      ...{
        question: `What of ${displayName}?`,
        variants: ['Is it open?', text],
        answer: `As ${displayName} was told.`,
      },
    };
    await put('faqs', { ...taught, _id: faqId, revision: 2, createdAt: earlier, updatedAt: earlier, searchText: text });
    const changed = [{ id: faqId, question: taught.question }];
    await put('curvemarks', { id: `${faqId}.1`, at: earlier, kind: 'added', count: 1, faqs: changed });
    const revision = { faqId, revision: 1, action: 'saved', at: earlier, state: { published: taught } };
    await put('faqrevisions', { ...revision, _id: `${tenantId}.${faqId}.1` });
    await putInStaffChat(conversationId, mark);
    return conversationId;
  }

  /** A member was told of the conversation in their own chat, and answered from there. */
  async function putInStaffChat(conversationId: string, mark: (what: string) => string) {
    const within = {
      accountId: `${tenantId}.tg`,
      conversationId: `staff-${tenantId}`,
      channel: 'telegram',
      createdAt: earlier,
    };
    const part = mark('part');
    const told = { ...within, contactId: 'staff', isDone: true };
    await put('outbox', { ...told, about: conversationId, content: { text: mark('told') }, sentParts: [part] });
    const choices = [{ id: `desk:send:x:${conversationId}`, label: mark('label') }];
    await put('outbox', { ...told, content: { text: 'To whom?', choices }, sentParts: [] });
    const author = { kind: 'contact', contactId: 'staff' };
    const said = { ...within, direction: 'in', author, isHandled: true };
    const inbound = { chatKey: 's', isGroup: false, contact: { platformId: 's' } };
    const text = { ...inbound, inReplyTo: part, content: { kind: 'text', text: mark('answer') } };
    await put('messages', { ...said, dedupeKey: newId(), inbound: text });
    const choice = { ...inbound, content: { kind: 'choice', choiceId: `desk:take:${conversationId}` } };
    await put('messages', { ...said, dedupeKey: newId(), inbound: choice });
    const written = newId();
    const free = { ...inbound, content: { kind: 'text', text: mark('free answer') } };
    await put('messages', { ...said, _id: written, dedupeKey: newId(), inbound: free });
    await put('messages', {
      ...{ ...within, conversationId, direction: 'out', author: { kind: 'agent', agentId: 'u' }, isHandled: true },
      ...{ dedupeKey: `agent:${written}`, content: { kind: 'reply', text: mark('as sent') } },
    });
  }

  async function putGroup() {
    const conversationId = `group-${tenantId}`;
    const within = { accountId: `${tenantId}.tg`, conversationId, channel: 'telegram', createdAt: earlier };
    const chat = { accountId: within.accountId, channel: 'telegram', contactId: telegram, chatKey: 'g', isGroup: true };
    await put('conversations', {
      ...{ _id: conversationId, ...chat, holder: { kind: 'bot' }, epoch: 0, status: 'bot', unsureTurns: 0 },
      ...{ createdAt: earlier, lastMessageAt: earlier, contactName: name, nameWords: [name] },
      lastExchange: { asked: theirs('asked in the group') },
    });
    for (const [contactId, mark, displayName] of [
      [telegram, theirs, name],
      [other, neighbours, 'The neighbour'],
    ] as const) {
      const _id = newId();
      const contact = { platformId: platform[contactId], displayName };
      const inbound = { chatKey: 'g', isGroup: true, contact, content: { kind: 'text', text: mark('in the group') } };
      const author = { kind: 'contact', contactId };
      await put('messages', { ...within, _id, direction: 'in', author, isHandled: true, dedupeKey: newId(), inbound });
      const content = { kind: 'reply', text: mark('reply in the group') };
      const reply = { ...within, direction: 'out', author: { kind: 'bot' }, isHandled: true, causeId: _id, content };
      await put('messages', { ...reply, _id: `${_id}.r`, dedupeKey: `out:${_id}.r` });
      await put('outbox', { ...within, _id: `${_id}.r`, contactId, isDone: true, content, sentParts: [] });
    }
    const agents = { direction: 'out', author: { kind: 'agent', agentId: 'u' }, isHandled: true };
    await put('messages', {
      ...{ ...within, ...agents, dedupeKey: `agent:${newId()}` },
      content: { kind: 'reply', text: `${name}, and all others: ${neighbours('agent in the group')}` },
      original: { text: `${name}: ${neighbours('as the agent wrote it')}`, language: 'en' },
    });
    const note = { conversationId, at: earlier, key: newId(), kind: 'note', mentionedIds: [] };
    await put('conversationevents', { ...note, text: `Call ${name}, and ${neighbours('group note')}` });
  }

  await put('tenants', {
    _id: tenantId,
    name: 'A shop',
    locale: 'en',
    faqsVersion: 1,
    isDemo: false,
    createdAt: earlier,
  });
  const chat = { conversationId: `staff-${tenantId}`, contactId: 'staff', accountId: `${tenantId}.tg`, chatKey: 's' };
  await put('linkedchats', { userId: 'u', chat: { ...chat, channel: 'telegram', linkedAt: earlier } });
  await putPerson(telegram, theirs, name);
  await putPerson(web, theirs, name);
  await putPerson(other, neighbours, 'The neighbour');
  await models.contactdetails.updateOne({ tenantId, _id: web }, { $set: { phone } });
  await put('contactlinks', {
    ...{
      _id: contactLinkId(telegram, web),
      contactIds: [telegram, web].sort(),
      linkedAt: earlier,
      reason: theirs('why'),
    },
  });
  await putGroup();
  return { start, tenantId, contactIds: [telegram, web], neighbourId: other, traces: [...traces, name], others };
}

export function minutesAfter(moment: Date, count: number): Date {
  return new Date(moment.getTime() + count * 60_000);
}
