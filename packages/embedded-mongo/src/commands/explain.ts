import type { Reply, Value } from '../bson/value.ts';
import { notSupported } from '../command-error.ts';
import { pipelineQuery } from '../pipeline/run-pipeline.ts';
import type { Query } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { planQuery } from '../query/plan-query.ts';
import { refuseScan } from '../query/refuse-scan.ts';
import { parseSort } from '../query/sort-rows.ts';
import { type Call, docOf } from './call.ts';

/** Names the index a find, count, distinct, aggregate or findAndModify would walk, or COLLSCAN. */
export function explain(call: Call): Reply {
  const inner = call.body.get('explain');
  const body = docOf(inner, 'explain');
  const [name] = body.keys();
  const target = body.get(name ?? '');
  const collection = call.engine.catalog.find(call.db, String(target));
  const query = queryOf(name ?? '', body);
  const namespace = `${call.db}.${String(target)}`;
  if (!collection) return { queryPlanner: { namespace, winningPlan: { stage: 'EOF' } }, ok: 1 };
  const plan = planQuery(collection, query.filter, query.sort, query.hint);
  refuseScan(call.engine.file, collection, plan);
  const access: Reply =
    plan.index === undefined
      ? { stage: 'COLLSCAN', direction: plan.isReverse ? 'backward' : 'forward' }
      : {
          stage: 'FETCH',
          inputStage: {
            stage: 'IXSCAN',
            indexName: plan.index === '_id' ? '_id_' : plan.index.spec.name,
            keyPattern: plan.index === '_id' ? { _id: 1 } : plan.index.spec.document.get('key'),
            isMultiKey: plan.mayRepeat,
            direction: plan.isReverse ? 'backward' : 'forward',
          },
        };
  const winningPlan = plan.servesSort ? access : { stage: 'SORT', inputStage: access };
  return { queryPlanner: { namespace, winningPlan, rejectedPlans: [] }, ok: 1 };
}

function queryOf(name: string, body: Map<string, Value>): Query {
  const hint = body.get('hint');
  switch (name) {
    case 'find':
      return { filter: parseFilter(docOf(body.get('filter'), 'filter')), sort: parseSort(body.get('sort')), hint };
    case 'count':
    case 'distinct':
      return { filter: parseFilter(docOf(body.get('query'), 'query')), hint };
    case 'findAndModify':
      return { filter: parseFilter(docOf(body.get('query'), 'query')), sort: parseSort(body.get('sort')), hint };
    case 'aggregate':
      return pipelineQuery(body.get('pipeline'), hint);
    default:
      throw notSupported(`explain of ${name}`);
  }
}
