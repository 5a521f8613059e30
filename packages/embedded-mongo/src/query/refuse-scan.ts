import { CommandError } from '../command-error.ts';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { Plan } from './plan.ts';

const exempt = new Set(['admin', 'local', 'config']);

/**
 * Throws NoQueryExecutionPlans (291) where `notablescan` is set and the plan looks for what the filter asks in the whole
 * collection. As in MongoDB an empty filter may, and so may queries of the server's own databases.
 */
export function refuseScan(file: DatabaseFile, collection: Collection, plan: Plan): void {
  if (!file.parameters.notablescan || plan.index !== undefined || plan.branches || plan.residual === undefined) return;
  if (exempt.has(collection.db)) return;
  throw new CommandError(
    291,
    `error processing query: ns=${collection.namespace} planner returned error :: caused by :: No indexed plans available, and running with 'notablescan'`,
  );
}
