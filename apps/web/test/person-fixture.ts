const telegram = {
  contactId: 'p-1',
  channel: 'telegram',
  account: 'A shop with a rather long name',
  handle: '5550199',
  name: 'Marja-Liisa Holopainen-Korhonen',
  email: 'marja-liisa.holopainen-korhonen@mail.example',
  since: '2026-09-01T09:00:00Z',
  note: { text: 'Prefers to be written to.\nAllergic to nuts.', updatedAt: '2026-11-01T09:00:00Z', updatedById: 'u-1' },
};

const web = {
  contactId: 'p-2',
  channel: 'webchat',
  account: 'shop.example',
  handle: 'v-81',
  since: '2026-11-20T09:00:00Z',
};

const conversation = {
  contactId: 'p-1',
  isGroup: false,
  createdAt: '2026-09-01T09:00:00Z',
  lastMessageAt: '2026-11-27T09:00:00Z',
};

/** A customer on two channels as the server would send them. */
export const person = {
  name: telegram.name,
  contacts: [telegram, web],
  links: [
    {
      id: 'p-1~p-2',
      contactIds: ['p-1', 'p-2'],
      linkedAt: '2026-11-21T09:00:00Z',
      byId: 'u-1',
      reason: 'She gave the same order number in both chats.',
    },
  ],
  language: 'fi',
  firstSeenAt: telegram.since,
  lastSeenAt: conversation.lastMessageAt,
  tags: ['regular', 'wholesale'],
  ruleTags: [
    { id: 'r1', tag: 'VIP', match: 'all', conditions: [{ kind: 'email', endsWith: '@mail.example' }], titles: {} },
    {
      ...{ id: 'r2', tag: 'Returns a lot', match: 'any', titles: { 'f-1': 'Can I have my money back?' } },
      conditions: [
        { kind: 'category', category: 'Returns', days: 90 },
        { kind: 'faq', faqId: 'f-1', days: 1 },
        { kind: 'upset', turns: 2 },
        { kind: 'enquiries', atLeast: 5, days: 30 },
      ],
    },
  ],
  feelings: [0.1, 0, -0.7, -0.4, 0.2, 0.8].map((score, at) => ({
    at: `2026-11-2${at}T09:00:00Z`,
    score,
    leading: score > 0.5 ? 'satisfaction' : score < -0.5 ? 'anger' : 'neutral',
  })),
  ratings: [
    { score: 5, ratedAt: '2026-11-26T09:00:00Z', conversationId: 'c-1', comment: 'Quick and kind.' },
    { score: 2, ratedAt: '2026-10-02T09:00:00Z', conversationId: 'c-1' },
  ],
  topics: [{ faqId: 'f-1', title: 'Can I have my money back without the receipt?', count: 3 }],
  conversations: [
    {
      ...conversation,
      id: 'c-1',
      channel: 'telegram',
      status: 'closed',
      lastExchange: { asked: 'Milloin te aukeatte?' },
    },
    { ...conversation, id: 'c-2', channel: 'webchat', status: 'human', contactId: 'p-2' },
  ],
  isBeingErased: false,
};

export const suggestions = [{ ...web, contactId: 'p-3', email: telegram.email, because: 'email' }];
