import { type AnswerModel, createModelCache, type Embedding } from '@answerdesk/answers';
import {
  type DialMove,
  type Faq,
  type FaqContent,
  type FaqId,
  type FaqRevision,
  faqIdSchema,
  type Glossary,
  glossaryTermIdSchema,
  messageIdSchema,
  noGlossary,
  type Thresholds,
  tenantIdSchema,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type MeasureCurveDeps, measureCurve } from './measure-curve.ts';
import type { CurveMark, CurveProgress, HeldOutQuestion, WeekMeasured } from './ports.ts';

const tenantId = tenantIdSchema.parse('t');
const now = new Date('2026-11-26T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const idOf = (name: string) => faqIdSchema.parse(name);

const content = (question: string, ...variants: string[]): FaqContent => ({ question, variants, answer: question });
const opening = content('When are you open?', 'opening hours');
const returns = content('Can I send it back?', 'return a parcel');
const ferry = content('When does the ferry go?', 'ferry timetable');
const zeppelin = 'zeppelin timetable wanted';
const worded = content('When are you open?', 'opening hours', zeppelin);

function revision(
  faqId: FaqId,
  number: number,
  at: Date,
  published: FaqContent | undefined,
  action: FaqRevision['action'] = 'published',
): Omit<FaqRevision, 'tenantId'> {
  return { faqId, revision: number, action, at, by: 'ann', state: published ? { published } : {} };
}

const term = (name: string, ...synonyms: string[]) => ({
  ...{ id: glossaryTermIdSchema.parse(`t-${name}`), name, synonyms, linked: [], unlinked: [] },
});

const history = [
  revision(idOf('opening'), 1, daysAgo(30), opening),
  revision(idOf('returns'), 1, daysAgo(30), returns),
  revision(idOf('ferry'), 1, daysAgo(30), ferry),
  revision(idOf('opening'), 2, daysAgo(9), worded),
];

/** Half of them are understood only with the wording that was added nine days ago. */
const heldOut: HeldOutQuestion[] = Array.from({ length: 24 }, (_, index) => ({
  id: messageIdSchema.parse(`m${index}`),
  text: index % 2 === 0 ? `the zeppelin timetable, number ${index}` : `may i return a parcel ${index}`,
  faqId: idOf(index % 2 === 0 ? 'opening' : 'returns'),
}));

const asked = (text: string, name = 'opening'): HeldOutQuestion => ({
  ...{ id: messageIdSchema.parse(text.replaceAll(/\W+/g, '-')), text, faqId: idOf(name) },
});

const silent: Embedding = {
  speaks: () => true,
  ofQuestion: async () => undefined,
  prepareQuestions: async () => false,
  ofTexts: async () => 'failed',
  ofSharedTexts: async () => 'failed',
};

function desk(options: { revisions?: typeof history; questions?: HeldOutQuestion[] } = {}) {
  const marks = new Map<string, CurveMark>();
  const weeks = new Map<string, WeekMeasured>();
  let progress: CurveProgress | undefined;
  const state = {
    ...{ marks, weeks, lessons: 0, faqsVersion: 1, now, read: [] as number[] },
    glossary: noGlossary as Glossary,
    lacks: undefined as 'texts' | 'questions' | undefined,
    revisions: options.revisions ?? history,
    questions: options.questions ?? heldOut,
    moves: [] as DialMove[],
    thresholds: undefined as Thresholds | undefined,
  };
  const deps: MeasureCurveDeps = {
    curve: {
      putMark: async (_tenant, mark) => void marks.set(mark.id, mark),
      listMarks: async (_tenant, from) => [...marks.values()].filter(({ at }) => at >= from),
      putWeek: async (_tenant, week) => void weeks.set(week.week, week),
      listWeeks: async (_tenant, from) => [...weeks.values()].filter(({ week }) => week >= from),
      findProgress: async () => progress,
      noteProgress: async (_tenant, next) => {
        progress = next;
      },
    },
    history: {
      async *revisions() {
        yield* state.revisions;
      },
      async publishedAt(_tenant, keys) {
        state.read.push(keys.length);
        return keys.flatMap(({ faqId: id, revision }) => {
          const found = state.revisions.find((each) => each.faqId === id && each.revision === revision);
          return found?.state.published ? [{ id, content: found.state.published }] : [];
        });
      },
      listWithout: async () => [],
    },
    listHeldOut: async () => state.questions,
    findTenant: async () => ({
      ...{ faqsVersion: state.faqsVersion, timeZone: 'Europe/Madrid' },
      ...(state.thresholds && { thresholds: state.thresholds }),
    }),
    listDialMoves: async () => state.moves,
    findGlossary: async () => state.glossary,
    async learn(faqs: readonly Faq[], glossary: Glossary): Promise<AnswerModel> {
      state.lessons += 1;
      const model = await createModelCache({ loadFaqs: async () => faqs }).learnAside(faqs, glossary);
      if (state.lacks === 'questions') return { ...model, embedding: silent };
      return { ...model, ...(state.lacks === 'texts' && { isIncomplete: true }) };
    },
    now: () => state.now,
  };
  return { state, deps };
}

function shareIn(week: WeekMeasured | undefined): number | undefined {
  return week && week.verdicts.right.length / week.verdicts.asked.length;
}

async function measure(deps: MeasureCurveDeps): Promise<void> {
  for (let turns = 0; turns < 10; turns += 1) if (!(await measureCurve(deps, tenantId)).more) return;
}

test('a change is measured by the same questions before and after it, and weeks by the FAQs of then', async () => {
  const { state, deps } = desk();
  await measure(deps);
  const marks = [...state.marks.values()].sort((one, other) => one.at.getTime() - other.at.getTime());
  expect(marks.map(({ kind, count, id }) => [kind, count, id])).toEqual([
    ['published', 3, 'opening.1'],
    ['worded', 1, 'opening.2'],
  ]);
  const [begun, added] = marks;
  expect(begun?.uplift).toMatchObject({ n: 24, before: 0, lost: 0 });
  expect(added?.uplift?.after).toBeGreaterThan(added?.uplift?.before ?? 24);
  expect(added?.uplift).toMatchObject({ n: 24, after: 24, lost: 0 });
  const share = (week: string) => shareIn(state.weeks.get(week));
  expect(share('2026-10-12')).toBe(0);
  expect(state.weeks.get('2026-10-12')?.verdicts.asked).toHaveLength(24);
  expect(share('2026-11-09')).toBeLessThan(1);
  expect(share('2026-11-16')).toBe(1);
  expect(share('2026-11-23')).toBe(1);
});

test('what was measured is not learnt again until something changed or there are twice as many questions', async () => {
  const { state, deps } = desk();
  await measure(deps);
  const { lessons } = state;
  await measure(deps);
  expect(state.lessons).toBe(lessons);
  state.questions = [...heldOut, ...heldOut.slice(0, 5).map((one) => asked(`${one.text} please`, one.faqId))];
  await measure(deps);
  expect(state.lessons).toBe(lessons);
  state.now = new Date(now.getTime() + 7_200_000);
  const changed = content('Can I send it back?', 'return a parcel', 'refund');
  state.revisions = [...history, revision(idOf('returns'), 2, new Date(now.getTime() + 3_600_000), changed)];
  state.faqsVersion = 2;
  await measure(deps);
  expect(state.marks.get('returns.2')?.uplift?.n).toBeGreaterThan(0);
  expect(state.lessons).toBeGreaterThan(lessons);
  expect(state.weeks.get('2026-11-16')?.heldOut).toBe(24);
  expect(state.weeks.get('2026-11-23')?.heldOut).toBe(29);
});

test('with too few questions changes are marked and nothing is measured; later they are', async () => {
  const { state, deps } = desk({ questions: heldOut.slice(0, 6) });
  await measure(deps);
  expect(state.lessons).toBe(0);
  expect([...state.marks.values()].map(({ uplift }) => uplift)).toEqual([undefined, undefined]);
  expect(state.weeks.size).toBe(0);
  state.questions = heldOut;
  await measure(deps);
  expect(state.marks.get('opening.2')?.uplift?.n).toBe(24);
});

test('what an FAQ had word for word at any time, valid or not, measures no week and no change, nor does what an FAQ that is gone would answer', async () => {
  const expired = { ...content('Is there a summer market?', 'market in summer'), validUntil: daysAgo(200) };
  const { state, deps } = desk({
    revisions: [...history, revision(idOf('market'), 1, daysAgo(3), expired)],
    questions: [
      ...heldOut,
      asked(`${zeppelin}!`),
      asked('Market in summer?', 'market'),
      asked('do you have a zeppelin', 'gone'),
    ],
  });
  await measure(deps);
  expect(state.marks.get('opening.2')?.uplift).toMatchObject({ n: 24, heldOut: 24 });
  for (const week of state.weeks.values()) expect(week.verdicts.asked).toHaveLength(24);
});

test('a change is asked for at one moment before and after: what expired meanwhile is not its doing', async () => {
  const market = { ...content('Where is the market?', 'market place'), validUntil: daysAgo(20) };
  const [begun, ...rest] = history;
  const { state, deps } = desk({
    revisions: [
      ...(begun ? [begun] : []),
      revision(idOf('market'), 1, daysAgo(29), market),
      ...rest.slice(0, -1),
      revision(idOf('ferry'), 2, daysAgo(9), content('When does the ferry go?', 'ferry timetable', 'boats')),
    ],
    questions: Array.from({ length: 24 }, (_, index) => asked(`where is the market place, number ${index}`, 'market')),
  });
  await measure(deps);
  expect(state.marks.get('ferry.2')?.uplift).toMatchObject({ before: 0, after: 0, won: 0, lost: 0 });
});

test('questions are read with the glossary, and the running week is measured anew when that changes', async () => {
  const questions = Array.from({ length: 24 }, (_, index) => asked(`flooz, and then number ${index}`));
  const { state, deps } = desk({ questions });
  await measure(deps);
  expect(shareIn(state.weeks.get('2026-11-23'))).toBe(0);
  const over = state.weeks.get('2026-11-16');
  state.glossary = { revision: 1, terms: [term('zeppelin', 'flooz')], rejected: [] };
  state.faqsVersion = 2;
  await measure(deps);
  expect(shareIn(state.weeks.get('2026-11-23'))).toBe(1);
  expect(state.weeks.get('2026-11-16')).toBe(over);
});

test.each(['texts', 'questions'] as const)(
  'what lacks the meanings of %s is kept of no week and no change, and tried again',
  async (lacks) => {
    const { state, deps } = desk();
    state.lacks = lacks;
    expect(await measureCurve(deps, tenantId)).toEqual({ more: true });
    expect(state.lessons).toBe(1);
    expect(state.weeks.size).toBe(0);
    expect([...state.marks.values()].map(({ uplift }) => uplift)).toEqual([undefined, undefined]);
    state.lacks = undefined;
    await measure(deps);
    expect(state.marks.get('opening.2')?.uplift?.n).toBe(24);
  },
);

test('of an FAQ with many versions one is read for each lesson', async () => {
  const versions = Array.from({ length: 300 }, (_, index) =>
    revision(
      idOf('opening'),
      index + 2,
      new Date(daysAgo(9).getTime() + index),
      content('When are you open?', ...Array.from({ length: index + 2 }, (_, at) => `way to ask ${at}`)),
    ),
  );
  const { state, deps } = desk({ revisions: [...history.slice(0, 3), ...versions] });
  await measure(deps);
  expect(state.marks.get('opening.2')).toMatchObject({ kind: 'worded', uplift: { n: 24 } });
  expect(Math.max(...state.read)).toBe(3);
});

test('changes are told apart: a gap answered, a lesson of a reply, an import, what was there before; drafts are none', async () => {
  const draft = { ...revision(idOf('draft'), 1, daysAgo(3), undefined, 'saved'), state: { draft: returns } };
  const revisions = [
    revision(idOf('old'), 0, daysAgo(200), opening, 'found'),
    revision(idOf('old'), 1, daysAgo(20), content('When do you open?'), 'published'),
    revision(idOf('m1.f'), 1, daysAgo(8), returns),
    revision(idOf('returns'), 1, daysAgo(7), returns, 'imported'),
    revision(idOf('opening'), 1, daysAgo(7), opening, 'imported'),
    { ...revision(idOf('opening'), 2, daysAgo(6), worded), answersGap: true } as const,
    draft,
    revision(idOf('returns'), 2, daysAgo(2), undefined, 'archived'),
  ];
  const { state, deps } = desk({ revisions, questions: [] });
  await measure(deps);
  expect([...state.marks.values()].map(({ id, kind, count }) => `${id} ${kind} ${count}`).sort()).toEqual([
    'm1.f.1 taught 1',
    'old.1 changed 1',
    'opening.2 gap 1',
    'returns.1 imported 2',
    'returns.2 withdrawn 1',
  ]);
});

test('a change that may still go on is marked at once, and measured once it is over', async () => {
  const { state, deps } = desk({
    revisions: [...history, revision(idOf('returns'), 2, new Date(now.getTime() - 60_000), content('Back?', 'a'))],
  });
  await measureCurve(deps, tenantId);
  await measureCurve(deps, tenantId);
  expect(state.marks.get('returns.2')).toMatchObject({ kind: 'changed' });
  expect(state.marks.get('returns.2')?.uplift).toBeUndefined();
  state.now = new Date(now.getTime() + 3_600_000);
  await measure(deps);
  expect(state.marks.get('returns.2')?.uplift?.n).toBe(24);
});

test('a move of the dial is a mark with what it did to answers, and the step in the weeks is where it was moved', async () => {
  const { state, deps } = desk();
  const [strict, ready] = [
    { answer: 1, clarify: 0.9 },
    { answer: 0.05, clarify: 0.01 },
  ];
  state.thresholds = ready;
  state.moves = [
    // Tried out: together they are one.
    { at: daysAgo(4), before: strict, after: { answer: 0.5, clarify: 0.2 } },
    { at: new Date(daysAgo(4).getTime() + 60_000), before: { answer: 0.5, clarify: 0.2 }, after: ready },
    { at: daysAgo(2), before: ready, after: strict },
    { at: new Date(daysAgo(2).getTime() + 60_000), before: strict, after: ready },
  ];
  await measure(deps);
  const dials = [...state.marks.values()].filter(({ kind }) => kind === 'dial');
  expect(dials).toMatchObject([
    {
      ...{ at: daysAgo(4), count: 0, faqs: [] },
      dial: { before: strict, after: ready, effect: { n: 24, before: { answered: 0, wrong: 0 } } },
    },
  ]);
  expect(dials[0]?.dial?.effect?.after.answered).toBeGreaterThan(12);
  const answered = (week: string) => state.weeks.get(week)?.verdicts.answered.length;
  expect([answered('2026-11-09'), answered('2026-11-23')]).toEqual([0, 24]);
  // The wording that was added before it is not credited with the step.
  expect(state.marks.get('opening.2')?.uplift).toMatchObject({ n: 24, after: 24 });
  const { lessons } = state;
  await measure(deps);
  expect(state.lessons).toBe(lessons);
});

test('the dial is marked once nobody is trying it out any more, and where too few questions are kept without an effect', async () => {
  const { state, deps } = desk({ questions: heldOut.slice(0, 6) });
  state.moves = [{ at: new Date(now.getTime() - 60_000), after: { answer: 0.5, clarify: 0.2 } }];
  await measureCurve(deps, tenantId);
  expect([...state.marks.values()].map(({ kind }) => kind)).not.toContain('dial');
  state.now = new Date(now.getTime() + 3_600_000);
  await measure(deps);
  expect(state.marks.get(`dial.${now.getTime() - 60_000}`)).toMatchObject({
    kind: 'dial',
    dial: { before: { answer: 0.85 }, after: { answer: 0.5 } },
  });
  expect(state.marks.get(`dial.${now.getTime() - 60_000}`)?.dial?.effect).toBeUndefined();
});
