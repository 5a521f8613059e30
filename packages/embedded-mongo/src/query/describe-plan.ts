import type { Reply } from '../bson/value.ts';
import { describeCollation } from './collation.ts';
import { isMerged, type Query } from './find-rows.ts';
import type { Plan } from './plan.ts';

/** What a command does with the rows a query finds. */
export type StageName = 'COUNT' | 'UPDATE' | 'DELETE';

/** The plan as a tree of stages, named and nested as MongoDB's explain shows them. */
export function describePlan(plan: Plan, query: Query, outer: StageName | undefined): Reply {
  const { sort = [], skip = 0, limit = 0 } = query;
  const merges = !plan.servesSort && isMerged(plan, limit);
  let stage = merges ? mergeStage(plan, sortPattern(sort)) : access(plan);
  const sorts = !plan.servesSort && !merges;
  if (sorts) {
    const limitAmount = limit > 0 ? limit + skip : undefined;
    stage = { stage: 'SORT', sortPattern: sortPattern(sort), limitAmount, type: 'simple', inputStage: stage };
  }
  if (skip > 0) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (limit > 0 && (!sorts || skip > 0) && outer === undefined) {
    stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  }
  return outer === undefined ? stage : { stage: outer, inputStage: stage };
}

function sortPattern(sort: NonNullable<Query['sort']>): Reply {
  return Object.fromEntries(sort.map(({ field, direction }) => [field, direction]));
}

function access(plan: Plan): Reply {
  if (plan.branches) {
    return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: plan.branches.map(keys) } };
  }
  if (plan.index !== undefined) return { stage: 'FETCH', inputStage: keys(plan) };
  return { stage: 'COLLSCAN', direction: plan.isReverse ? 'backward' : 'forward' };
}

function mergeStage(plan: Plan, pattern: Reply): Reply {
  const parts = plan.branches ?? plan.ranges.map((range) => ({ ...plan, ranges: [range] }));
  return {
    stage: 'FETCH',
    inputStage: { stage: 'SORT_MERGE', sortPattern: pattern, inputStages: parts.map(keys) },
  };
}

function keys({ index, mayRepeat, isReverse }: Plan): Reply {
  const direction = isReverse ? 'backward' : 'forward';
  if (index === undefined) return { stage: 'COLLSCAN', direction };
  const spec = index === '_id' ? undefined : index.spec;
  return {
    stage: 'IXSCAN',
    keyPattern: spec ? spec.document.get('key') : { _id: 1 },
    indexName: spec?.name ?? '_id_',
    collation: spec?.collation && describeCollation(spec.collation),
    isMultiKey: mayRepeat,
    isUnique: spec?.unique ?? true,
    isSparse: spec?.sparse ?? false,
    isPartial: spec?.partial !== undefined,
    direction,
  };
}
