import { SKETCH_DIMENSIONS } from '@answerdesk/answers';
import { type GapId, gapIdSchema, type MessageId, messageIdSchema, type TenantId } from '@answerdesk/domain';
import { centred, centreOf } from './centre.ts';
import { clusterAnew, type Kept } from './cluster-anew.ts';
import { mergeClusters } from './merge-clusters.ts';
import type { GapFigures, GapStore } from './ports.ts';
import { dot } from './question-clusters.ts';

const DAY_MS = 86_400_000;
/** So many questions of a tenant are kept, the newest. */
const MOST_QUESTIONS = 20_000;
/** So many gaps are looked at for merging, those with the most questions: time grows with their square. */
const MOST_MERGED = 1_500;
const QUESTIONS_AT_ONCE = 500;

interface Group extends GapFigures {
  readonly id: GapId;
  readonly sum: Float32Array;
}

/**
 * Puts a tenant's gaps in order, from the questions that are kept alone: what all have in common is learnt anew, gaps that ask
 * the same are merged into the larger, which keeps its id, and gaps without a question are removed. Only gaps in the same
 * state are merged. With `isAnew` the questions of open gaps are first put together anew, from the oldest on. Safe to repeat,
 * wherever it broke off.
 */
export async function orderGaps(
  { gaps, now }: { readonly gaps: GapStore; readonly now: () => Date },
  tenantId: TenantId,
  { isAnew = false }: { readonly isAnew?: boolean } = {},
): Promise<void> {
  const againAt = new Date(now().getTime() + DAY_MS);
  await gaps.begin(tenantId, againAt);
  const byGap = new Map<GapId, Kept[]>();
  let count = 0;
  let oldest: MessageId | undefined;
  for await (const { gapId, ...question } of gaps.sketches(tenantId, MOST_QUESTIONS)) {
    count += 1;
    if (count % QUESTIONS_AT_ONCE === 0) await new Promise(setImmediate);
    oldest = question.id;
    const group = byGap.get(gapId);
    if (group) group.push(question);
    else byGap.set(gapId, [question]);
  }
  if (count === MOST_QUESTIONS && oldest !== undefined) await gaps.removeQuestionsBefore(tenantId, oldest);
  const centre = centreOf([...byGap.values()].map((group) => group.map(({ sketch }) => sketch)));
  const states = await gaps.listStates(tenantId);
  const stateOf = new Map(states.map(({ id, state }) => [id, state]));
  if (isAnew) await clusterAnew(gaps, tenantId, byGap, (id) => (stateOf.get(id) ?? 'open') === 'open', centre);
  const groups: Group[] = [];
  for (const [id, questions] of byGap) {
    groups.push(groupOf(id, questions, centre));
    await new Promise(setImmediate);
  }
  for (const alike of Map.groupBy(groups, ({ id }) => stateOf.get(id) ?? 'open').values()) {
    for (const group of await merged(gaps, tenantId, alike, byGap, centre)) await gaps.replace(tenantId, group);
  }
  await gaps.remove(
    tenantId,
    states.flatMap(({ id }) => (byGap.has(id) ? [] : [id])),
  );
  await gaps.noteOrdered(tenantId, { centre, count, againAt });
}

async function merged(
  gaps: GapStore,
  tenantId: TenantId,
  groups: readonly Group[],
  byGap: Map<GapId, Kept[]>,
  centre: Float32Array,
): Promise<Group[]> {
  const largest = [...groups].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, MOST_MERGED);
  const { mergedInto } = await mergeClusters(largest);
  if (mergedInto.size === 0) return [...groups];
  for (const [into, from] of Map.groupBy(mergedInto, ([, to]) => to)) {
    const gapId = gapIdSchema.parse(into);
    const gone = from.map(([id]) => gapIdSchema.parse(id));
    await gaps.moveQuestions(tenantId, gone, gapId);
    byGap.set(
      gapId,
      [gapId, ...gone].flatMap((id) => byGap.get(id) ?? []),
    );
    for (const id of gone) byGap.delete(id);
  }
  return groups.flatMap((group) => {
    if (mergedInto.has(group.id)) return [];
    const questions = byGap.get(group.id) ?? [];
    return [questions.length === group.count ? group : groupOf(group.id, questions, centre)];
  });
}

function groupOf(id: GapId, questions: readonly Kept[], centre: Float32Array): Group {
  const sum = new Float32Array(SKETCH_DIMENSIONS);
  const vectors = questions.map(({ sketch }) => centred(sketch, centre));
  for (const vector of vectors) for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  let best = { id: messageIdSchema.parse(id), likeness: Number.NEGATIVE_INFINITY };
  const times: number[] = [];
  for (const [at, question] of questions.entries()) {
    const likeness = dot(vectors[at] ?? sum, sum);
    if (likeness > best.likeness) best = { id: question.id, likeness };
    times.push(question.at.getTime());
  }
  const perLanguage = [...Map.groupBy(questions, ({ language }) => language)];
  return {
    id,
    sum,
    count: questions.length,
    firstAt: new Date(times.reduce((a, b) => Math.min(a, b))),
    lastAt: new Date(times.reduce((a, b) => Math.max(a, b))),
    languages: perLanguage.sort(([, a], [, b]) => b.length - a.length).map(([language]) => language),
    exampleId: best.id,
  };
}
