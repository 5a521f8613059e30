import type { Doc } from '../bson/value.ts';
import { withVariables } from '../pipeline/expressions/parse-expression.ts';
import { parseCollation } from '../query/collation.ts';
import type { QueryContext } from '../query/context.ts';
import { type Call, docOf, docOption } from './call.ts';

/** What surrounds a command's filters, projections and updates: its collation, its `let` and the moment it runs. */
export function contextOf(call: Call): QueryContext {
  return withVariables({ collation: parseCollation(call.body.get('collation')) }, docOption(call, 'let'));
}

/** The same for one statement of a batch, which has a collation and constants of its own. */
export function statementContext(context: QueryContext, statement: Doc): QueryContext {
  const collation = parseCollation(statement.get('collation'));
  const constants = docOf(statement.get('c'), 'update.updates.c');
  const own = collation ? { ...context, collation } : context;
  return constants.size === 0 ? own : withVariables(own, constants);
}
