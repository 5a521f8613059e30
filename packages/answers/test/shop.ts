import { type Faq, type FaqContent, faqIdSchema, tenantIdSchema } from '@answerdesk/domain';

type Written = Pick<FaqContent, 'question' | 'answer'> & Partial<FaqContent>;

/** FAQs as a tenant has them; the one at place `i` has the id `faq<i>`. */
export function faqsOf(drafts: readonly Written[]): Faq[] {
  return drafts.map((draft, place) => ({
    variants: [],
    ...draft,
    id: faqIdSchema.parse(`faq${place}`),
    tenantId: tenantIdSchema.parse('shop'),
    createdAt: new Date('2026-01-01'),
    updatedAt: new Date('2026-01-01'),
  }));
}

/** An invented bicycle shop. */
export const bicycleShop = faqsOf([
  {
    question: 'When are you open?',
    variants: ['opening hours', 'what time do you close', 'are you open on saturday', 'shop hours today'],
    answer: 'Tuesday to Saturday, 10:00 to 18:00.',
  },
  {
    question: 'How much is a tune-up?',
    variants: ['price of a service', 'what does a check-up of my bike cost', 'tune up price', 'cost of maintenance'],
    answer: 'A tune-up is 75.',
  },
  {
    question: 'Do you rent bicycles?',
    variants: ['can i hire a bike', 'rental bikes', 'rent a bike for a weekend', 'bicycle hire'],
    answer: 'We rent city bikes by the day.',
  },
  {
    question: 'Can I return a helmet?',
    variants: ['send back a helmet', 'my helmet does not fit', 'exchange the helmet', 'return an unused helmet'],
    answer: 'Unused helmets come back within 30 days.',
  },
  {
    question: 'My order has not arrived',
    variants: ['where is my parcel', 'track my delivery', 'package is late', 'when will my order come'],
    answer: 'Follow the tracking link in our mail.',
  },
  {
    question: 'How do I pay?',
    variants: ['can i pay by card', 'which payment methods do you take', 'do you accept cash', 'pay with a phone'],
    answer: 'Card, phone or cash.',
  },
]);
