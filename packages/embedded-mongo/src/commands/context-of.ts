import { withVariables } from '../pipeline/expressions/parse-expression.ts';
import type { QueryContext } from '../query/context.ts';
import { type Call, docOption } from './call.ts';

/** What surrounds a command's filters, projections and updates: its `let` and the moment it runs. */
export function contextOf(call: Call): QueryContext {
  return withVariables({}, docOption(call, 'let'));
}
