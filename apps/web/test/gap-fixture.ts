const question =
  'Can I have my money back for a coat that I bought at the shop in the old town without keeping the receipt?';
const answer = 'Yes, within 30 days, with the card you paid with.';

const gap = {
  id: 'g-1',
  state: 'open',
  revision: 0,
  count: 12,
  firstAt: '2026-11-20T09:00:00Z',
  lastAt: '2026-11-27T09:00:00Z',
  languages: ['en', 'es', 'ar'],
  exampleId: 'm-1',
};

/** The list of gaps as the server would send it. */
export const gapList = {
  gaps: [
    { ...gap, lost: 9, example: { text: question, language: 'en' } },
    {
      ...gap,
      id: 'g-2',
      count: 1,
      lost: 1,
      languages: ['ar'],
      example: { text: 'هل يوجد موقف سيارات؟', language: 'ar' },
    },
    { ...gap, id: 'g-3', count: 2, lost: 0, languages: ['und'] },
  ],
  total: 61,
  lost: 10,
};

const asked = {
  gapId: 'g-1',
  conversationId: 'c-1',
  contactId: 'p-1',
  at: '2026-11-27T09:00:00Z',
  cause: 'no-answer',
  candidates: [],
};

const faq = { question: 'How do I send something back?', answer: 'Bring it, or send it with the label in the parcel.' };

/** One gap as the server would send it. */
export const gapRead = {
  gap,
  examples: [
    { ...asked, id: 'm-1', text: question, language: 'en', isHeldOut: false },
    {
      ...asked,
      id: 'm-2',
      text: '¿Me devuelven el dinero de un abrigo? Mi pedido es …',
      language: 'es',
      isHeldOut: true,
    },
    { ...asked, id: 'm-3', text: 'هل يمكنني استرداد ثمن المعطف؟', language: 'ar', isHeldOut: false },
  ],
  candidates: [{ ...faq, faqId: 'f-1', probability: 0.3 }],
  draft: { question, answer, locale: 'en', replies: 4 },
  similar: [
    {
      ...faq,
      id: 'f-2',
      matched: faq.question,
      written: question,
      kind: 'similar',
      likeness: 0.8,
      isContradiction: true,
    },
  ],
};
