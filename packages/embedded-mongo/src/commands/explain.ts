import { performance } from 'node:perf_hooks';
import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Out, Reply, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, notSupported } from '../command-error.ts';
import { pipelineQuery } from '../pipeline/run-pipeline.ts';
import type { QueryContext } from '../query/context.ts';
import { describePlan, type StageName } from '../query/describe-plan.ts';
import { findRows, planFor, type Query } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { refuseScan } from '../query/refuse-scan.ts';
import { parseSort } from '../query/sort-rows.ts';
import type { Collection } from '../storage/collection.ts';
import { type Call, countOption, docOf, docOption } from './call.ts';
import { checkFields } from './check-fields.ts';
import { contextOf, statementContext } from './context-of.ts';

interface Explained {
  query: Query;
  /** What the command does with the rows found, beyond showing them. */
  outer: StageName | undefined;
  /** Stages of a pipeline that no index serves. */
  rest: readonly Out[];
}

const verbosities = new Set<Value | undefined>(['queryPlanner', 'executionStats', 'allPlansExecution']);

/**
 * How a find, aggregate, count, distinct, update, delete or findAndModify is answered, as a tree of stages, and unless the
 * verbosity is `queryPlanner` what it looks at to do so. Changes nothing.
 */
export function explain(call: Call): Reply {
  const body = docOf(call.body.get('explain'), 'explain');
  const verbosity = call.body.get('verbosity') ?? 'allPlansExecution';
  if (!verbosities.has(verbosity))
    throw badValue(`Enumeration value '${String(verbosity)}' for field 'explain.verbosity' is not a valid value.`);
  const [name = ''] = body.keys();
  checkFields(name === 'findandmodify' ? 'findAndModify' : name, body);
  const inner: Call = { ...call, name, body };
  return explainCall(inner, verbosity !== 'queryPlanner');
}

/** The same for a command that asks for it itself. */
export function explainCall(call: Call, isRun: boolean): Reply {
  const target = call.body.get(call.name);
  if (typeof target !== 'string') throw failedToParse('explain needs the name of a collection');
  const explained = explainedQuery(call);
  const collection = call.engine.catalog.find(call.db, target);
  const namespace = `${call.db}.${target}`;
  const found = collection ? stagesOf(call, collection, explained, isRun) : { winningPlan: { stage: 'EOF' } };
  const planner = {
    namespace,
    indexFilterSet: false,
    maxIndexedOrSolutionsReached: false,
    maxIndexedAndSolutionsReached: false,
    maxScansToExplodeReached: false,
    winningPlan: found.winningPlan,
    rejectedPlans: [],
  };
  const cursor: Reply = { queryPlanner: planner, executionStats: found.executionStats };
  const command = call.body;
  if (explained.rest.length === 0) return { explainVersion: '1', ...cursor, command, ok: 1 };
  return { explainVersion: '1', stages: [{ $cursor: cursor }, ...explained.rest], command, ok: 1 };
}

function stagesOf(
  call: Call,
  collection: Collection,
  { query, outer }: Explained,
  isRun: boolean,
): { winningPlan: Reply; executionStats?: Reply | undefined } {
  const plan = planFor(collection, query);
  refuseScan(call.engine.file, collection, plan);
  const winningPlan = describePlan(plan, query, outer);
  if (!isRun) return { winningPlan };
  const examined = { keys: 0, docs: 0 };
  const started = performance.now();
  let nReturned = 0;
  findRows(call.engine.file, collection, query, examined).read(() => {
    nReturned++;
    return true;
  });
  const isWrite = outer === 'UPDATE' || outer === 'DELETE';
  return {
    winningPlan,
    executionStats: {
      executionSuccess: true,
      nReturned: isWrite || outer === 'COUNT' ? 0 : nReturned,
      executionTimeMillis: Math.round(performance.now() - started),
      totalKeysExamined: examined.keys,
      totalDocsExamined: examined.docs,
      executionStages: { ...winningPlan, nReturned },
    },
  };
}

function explainedQuery(call: Call): Explained {
  const { name } = call;
  const context = contextOf(call);
  switch (name) {
    case 'find':
      return plain(call, 'filter', context, undefined, {
        sort: parseSort(call.body.get('sort')),
        skip: countOption(call, 'skip', 0),
        limit: countOption(call, 'limit', 0),
        min: call.body.has('min') ? docOption(call, 'min') : undefined,
        max: call.body.has('max') ? docOption(call, 'max') : undefined,
      });
    case 'count':
      return plain(call, 'query', context, 'COUNT', {
        skip: countOption(call, 'skip', 0),
        limit: Math.abs(asNumber(call.body.get('limit') ?? 0)),
      });
    case 'distinct':
      return plain(call, 'query', context, undefined, {});
    case 'findAndModify':
    case 'findandmodify':
      return plain(call, 'query', context, isTrue(call.body.get('remove')) ? 'DELETE' : 'UPDATE', {
        sort: parseSort(call.body.get('sort') ?? undefined),
        limit: 1,
      });
    case 'update':
      return statement(call, 'updates', 'UPDATE', context, (one) => (isTrue(one.get('multi')) ? 0 : 1));
    case 'delete':
      return statement(call, 'deletes', 'DELETE', context, (one) => asNumber(one.get('limit')));
    case 'aggregate': {
      const { query, rest } = pipelineQuery(call.body.get('pipeline'), call.body.get('hint'), context);
      return { query, outer: undefined, rest: rest.map((stage) => ({ [stage.name]: stage.operand })) };
    }
    default:
      throw name === ''
        ? new CommandError(59, 'Explain failed due to unknown command')
        : notSupported(`explain of ${name}`);
  }
}

function plain(
  { body }: Call,
  filterField: string,
  context: QueryContext,
  outer: StageName | undefined,
  options: Partial<Query>,
): Explained {
  const filter = parseFilter(docOf(body.get(filterField), filterField), context);
  return { query: { filter, hint: body.get('hint'), collation: context.collation, ...options }, outer, rest: [] };
}

function statement(
  { body }: Call,
  field: string,
  outer: StageName,
  around: QueryContext,
  limitOf: (one: Doc) => number,
): Explained {
  const list = body.get(field);
  const one = Array.isArray(list) && list.length === 1 ? list[0] : undefined;
  if (!(one instanceof Map)) throw failedToParse('explained write batches must be of size 1');
  const context = statementContext(around, one);
  const filter = parseFilter(docOf(one.get('q'), `${field}.q`), context);
  return {
    query: { filter, hint: one.get('hint'), collation: context.collation, limit: limitOf(one) },
    outer,
    rest: [],
  };
}
