const question =
  'Can I have my money back for a coat that I bought at the shop in the old town without keeping the receipt?';
const answer = 'Yes, within 30 days, with the card you paid with.';

const pair = {
  conversationId: 'c-1',
  at: '2026-11-27T09:00:00Z',
  question,
  answer,
  isThanked: true,
  isRejected: false,
};

const suggestion = {
  id: 's-1',
  kind: 'new',
  state: 'open',
  revision: 3,
  lastAt: '2026-11-27T09:00:00Z',
  pairs: [
    { ...pair, id: 'm-1' },
    { ...pair, id: 'm-2', conversationId: 'c-2' },
  ],
  question,
  answer,
  locale: 'en',
  wordings: ['money back for the coat', '¿Me devuelven el dinero de un abrigo?'],
  hasHole: false,
  weight: { conversations: 12, thanked: 4, rejected: 1, ratings: 3, score: 4.6667, rank: 15 },
};

const faq = { question: 'Where is my parcel?', answer: 'It comes within three days.' };
const weight = { conversations: 1, thanked: 0, rejected: 0, ratings: 0, rank: 1 };

/** The list of suggestions as the server would send it. */
export const suggestionList = {
  suggestions: [
    suggestion,
    {
      ...suggestion,
      id: 's-2',
      kind: 'answer',
      faqId: 'f-1',
      faq,
      question: 'Where is my parcel … now?',
      answer: 'Look it up at the post with the number … in your mail.',
      wordings: [],
      hasHole: true,
      weight,
    },
    {
      ...suggestion,
      id: 's-3',
      kind: 'wording',
      faqId: 'f-1',
      faq,
      question: 'أين طردي الآن؟',
      answer: 'يصل خلال ثلاثة أيام.',
      wordings: [],
      weight,
    },
  ],
  total: 61,
};

const neglected = { revision: 2, answer, since: '2026-03-01T09:00:00Z', rejections: 0 };

/** FAQs that need a look, for every reason. */
export const neglectedFaqs = [
  { ...neglected, id: 'f-1', question, reason: 'expired' },
  { ...neglected, id: 'f-2', question: 'Where is my parcel?', reason: 'rejected', rejections: 4 },
  { ...neglected, id: 'f-3', question: 'هل يوجد موقف سيارات؟', reason: 'unused' },
];
