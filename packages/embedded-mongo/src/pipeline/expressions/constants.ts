import type { Value } from '../../bson/value.ts';
import type { QueryContext } from '../../query/context.ts';
import type { Expression, Parser, Scope } from './expression.ts';

/** Expressions whose value no document changes. */
const constants = new WeakSet<Expression>();
/** Expressions that are found to be constant, or not, when what is read is settled. */
const undecided = new WeakSet<Expression>();

/** Where constants are worked out: no document, no variables. */
export const nowhere: Scope = { root: new Map(), variables: undefined };

export function constant(value: Value | undefined): Expression {
  const read = () => value;
  constants.add(read);
  return read;
}

export function isConstant(read: Expression): boolean {
  return constants.has(read);
}

function mayBeConstant(read: Expression): boolean {
  return constants.has(read) || undecided.has(read);
}

/** As in MongoDB what has only constants to work on is worked out once everything is read, so that its errors come then. */
export function folding(made: Expression, operands: readonly Expression[], parser: Parser): Expression {
  if (!operands.every(mayBeConstant)) return made;
  return deciding(made, parser, () =>
    isConstant(made) || operands.every(isConstant) ? { value: made(nowhere) } : undefined,
  );
}

/** The expression, or the value that `decide` finds for it whatever the document. */
export function deciding(
  made: Expression,
  parser: Parser,
  decide: () => { value: Value | undefined } | undefined,
): Expression {
  let known: { value: Value | undefined } | undefined;
  const read: Expression = (scope) => (known ? known.value : made(scope));
  undecided.add(read);
  parser.afterwards(() => {
    known = decide();
    if (known) constants.add(read);
  });
  return read;
}

/** Constants are worked out by `settle`, once everything is read; what is read after that has them at once. */
export function settlingLater(context: QueryContext): { context: QueryContext; settle(): void } {
  const waiting: (() => void)[] = [];
  let isSettled = false;
  return {
    context: {
      ...context,
      settle(workOut) {
        if (isSettled) workOut();
        else waiting.push(workOut);
      },
    },
    settle() {
      isSettled = true;
      for (const workOut of waiting) workOut();
    },
  };
}

/** Constants are worked out for each document, as an update does. */
export function neverSettling(context: QueryContext): QueryContext {
  return { ...context, settle: () => undefined };
}
