const faqs = [
  'How do I block my debit card when I am abroad and have no telephone with me?',
  'What is the limit of a debit card?',
  'Does a second card cost anything?',
  '我的银行卡丢了怎么办？',
  'أين بطاقتي؟',
  'Paying by card abroad',
].map((question, index) => ({ id: `faq${index}`, question, isByHand: index === 3 }));

const term = (id: string, name: string, synonyms: string[] = []) => ({
  id,
  name,
  synonyms,
  linked: [],
  unlinked: [],
  faqCount: 6,
});

/** A glossary as the server tells of one, with a term to look at. */
export const glossaryAnswers = {
  'glossary.get': {
    data: {
      revision: 3,
      terms: [
        term('card', 'Debit card', ['plastic', 'بطاقة', '银行卡']),
        term('limit', 'Limit'),
        term('abroad', 'Abroad', ['other countries']),
      ],
      rejected: ['Monday', 'a very long word-that-nobody-would-ever-want-proposed again'],
      neverTranslated: ['debit card'],
      offersRelated: true,
      settingsRevision: 1,
      faqs: 12,
    },
  },
  'glossary.proposals': {
    data: [
      {
        name: 'bank transfer',
        synonyms: [
          { text: 'wire payment', reason: 'same-place', faqIds: ['faq1'] },
          { text: 'SEPA', reason: 'abbreviation', faqIds: ['faq2'] },
        ],
        faqIds: ['faq1'],
        faqCount: 4,
      },
      { name: '信用卡', synonyms: [], faqIds: ['faq3'], faqCount: 2 },
    ],
  },
  'glossary.neighbours': {
    data: {
      kind: 'term',
      id: 'card',
      name: 'Debit card',
      faqs,
      faqCount: 44,
      terms: [
        { id: 'limit', name: 'Limit', faqCount: 3, isByHand: false },
        { id: 'abroad', name: 'Abroad', faqCount: 2, isByHand: false },
      ],
    },
  },
} as const;
