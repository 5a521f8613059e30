/** Twelve weeks of a learning curve as the server tells it; how right the bot was is known of the later ones. */
const monday = (index: number) => new Date(Date.UTC(2026, 8, 7 + 7 * index)).toISOString().slice(0, 10);

const shareOf = (share: number, n: number) => ({
  share,
  n,
  low: Math.max(0, share - 1 / Math.sqrt(n)),
  high: Math.min(1, share + 1 / Math.sqrt(n)),
  isTooFew: n < 20,
});

const weeks = Array.from({ length: 12 }, (_, index) => ({
  week: monday(index),
  isOver: index < 11,
  ...(index > 2 && { accuracy: shareOf(0.62 + index * 0.025, 96), answering: shareOf(0.4 + index * 0.03, 96) }),
  coverage: shareOf(0.5 + index * 0.03, index === 0 ? 8 : 60 + 5 * index),
  ...(index < 11 && { resolution: shareOf(0.42 + index * 0.03, index === 0 ? 7 : 55 + 5 * index) }),
  handOver: shareOf(0.38 - index * 0.02, index === 0 ? 8 : 60 + 5 * index),
}));

const mark = (id: string, index: number, kind: string, question: string) => ({
  id,
  at: `${monday(index)}T15:00:00.000Z`,
  week: monday(index),
  kind,
  count: 1,
  faqs: [{ id: 'faq1', question }],
});

export const learningCurve = {
  timeZone: 'Europe/Madrid',
  fewest: 20,
  weeks,
  marks: [
    { ...mark('a.1', 0, 'imported', 'Do you ship to the islands?'), count: 48 },
    mark('b.2', 2, 'worded', 'When are you open on public holidays, and is that the same in every one of your shops?'),
    {
      ...mark('c.1', 6, 'gap', 'Can I change the delivery address?'),
      uplift: { n: 96, before: 71, after: 77, won: 7, lost: 1, measuredAt: `${monday(6)}T16:00:00.000Z`, heldOut: 98 },
    },
    {
      ...mark('d.4', 6, 'changed', 'How do I send something back?'),
      uplift: { n: 96, before: 77, after: 76, won: 1, lost: 2, measuredAt: `${monday(6)}T17:00:00.000Z`, heldOut: 98 },
    },
    {
      ...{ id: 'dial.1', at: `${monday(4)}T09:00:00.000Z`, week: monday(4), kind: 'dial', count: 0, faqs: [] },
      dial: {
        before: { answer: 0.7, clarify: 0.4 },
        after: { answer: 0.5, clarify: 0.3 },
        effect: {
          ...{ n: 100, heldOut: 100, measuredAt: `${monday(4)}T10:00:00.000Z` },
          ...{ before: { answered: 60, wrong: 3 }, after: { answered: 72, wrong: 5 } },
        },
      },
    },
    {
      ...mark('e.1', 9, 'taught', 'Is there a repair service?'),
      uplift: {
        n: 120,
        before: 98,
        after: 101,
        won: 3,
        lost: 0,
        measuredAt: `${monday(9)}T16:00:00.000Z`,
        heldOut: 121,
      },
    },
  ],
};
