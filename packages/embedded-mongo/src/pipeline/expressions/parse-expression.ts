import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, notSupported } from '../../command-error.ts';
import type { QueryContext } from '../../query/context.ts';
import { constant, folding } from './constants.ts';
import type { Expression, Parser, Scope, Variable } from './expression.ts';
import { foldRuns, isClosed, isWorkedOutLate, readOperator } from './known-operators.ts';
import { checkVariableName } from './operator.ts';

/**
 * Reads an expression: a constant, a path, a document or an array of expressions, or an operator. Throws 168 for an operator
 * MongoDB does not know, 115 for one this database does not have, 17276 for a variable nobody defined.
 */
export function parseExpression(value: Value, context: QueryContext = {}): Expression {
  if (context.collation) throw notSupported('an expression under a collation');
  const settling: Settling = [];
  const read = parserWith(new Set(context.variables?.keys()), context, settling).parse(value);
  const settle = () => runAll(settling);
  if (context.settle) context.settle(settle);
  else settle();
  return read;
}

type Settling = (() => void)[];

function runAll(settling: Settling): void {
  for (const settle of settling) settle();
}

/** What a document's expressions are evaluated in. */
export function scopeOf(root: Doc, context: QueryContext = {}): Scope {
  return { root, variables: variablesOf(context) };
}

const frames = new WeakMap<QueryContext, { variables: Variable | undefined }>();

function variablesOf(context: QueryContext): Variable | undefined {
  const known = frames.get(context);
  if (known) return known.variables;
  let variables: Variable | undefined;
  for (const [name, value] of context.variables ?? []) variables = { name, value, outer: variables };
  frames.set(context, { variables });
  return variables;
}

/** The variables of a `let`, added to those already defined; values may use those but no fields. */
export function withVariables(
  context: QueryContext,
  definitions: Value | undefined,
  root: Doc = new Map(),
): QueryContext {
  const variables = new Map<string, Value | undefined>(context.variables);
  if (!variables.has('NOW')) variables.set('NOW', new Date());
  const outer = { ...context, variables };
  if (!(definitions instanceof Map)) return outer;
  const scope = scopeOf(root, outer);
  const defined = new Map(variables);
  for (const [name, value] of definitions) {
    checkVariableName(name);
    defined.set(name, parseExpression(value, outer)(scope));
  }
  return { ...context, variables: defined };
}

function parserWith(names: ReadonlySet<string>, context: QueryContext, settling: Settling): Parser {
  const parser: Parser = {
    parse: (value) => parseValue(value, parser, names, context),
    inside: (added) => parserWith(new Set([...names, ...added]), context, settling),
    afterwards: (settle) => void settling.push(settle),
    parseApart(value) {
      const own: Settling = [];
      const read = parserWith(names, context, own).parse(value);
      return { read, settle: () => runAll(own) };
    },
  };
  return parser;
}

function parseValue(value: Value, parser: Parser, names: ReadonlySet<string>, context: QueryContext): Expression {
  if (typeof value === 'string') return value.startsWith('$') ? parsePath(value, names, context) : constant(value);
  if (Array.isArray(value)) {
    const reads = value.map((one) => parser.parse(one));
    return folding((scope) => reads.map((read) => read(scope) ?? null), reads, parser);
  }
  if (!(value instanceof Map)) return constant(value);
  return value.keys().next().value?.startsWith('$') ? parseOperator(value, parser) : parseFields(value, parser);
}

function parseOperator(value: Doc, parser: Parser): Expression {
  const [name = ''] = value.keys();
  if (isClosed(name)) return readOperator(value, { ...parser, parse: (inner) => parser.parseApart(inner).read });
  const operands: Expression[] = [];
  const made = readOperator(value, {
    ...parser,
    parse(inner) {
      const operand = parser.parse(inner);
      operands.push(operand);
      return operand;
    },
  });
  if (name === '$literal') return constant(value.get(name));
  if (isWorkedOutLate(name) || operands.length === 0) return made;
  foldRuns(name, operands, parser);
  return folding(made, operands, parser);
}

function parseFields(value: Doc, parser: Parser): Expression {
  const fields = [...value].map(([name, inner]) => {
    if (name.includes('.'))
      throw new CommandError(
        16412,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      );
    if (name.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    return { name, read: parser.parse(inner) };
  });
  const read: Expression = (scope) => {
    const made: Doc = new Map();
    for (const { name, read } of fields) {
      const part = read(scope);
      if (part !== undefined) made.set(name, part);
    }
    return made;
  };
  return folding(
    read,
    fields.map((field) => field.read),
    parser,
  );
}

const unknownVariables = new Set(['CLUSTER_TIME', 'JS_SCOPE', 'IS_MR', 'SEARCH_META', 'USER_ROLES']);

function parsePath(text: string, names: ReadonlySet<string>, context: QueryContext): Expression {
  if (!text.startsWith('$$')) return fromRoot(checkPath(text.slice(1)), names);
  const [name = '', ...path] = text.slice(2).split('.');
  if (path.length > 0) checkPath(text.slice(2).slice(name.length + 1));
  if (name === 'NOW') {
    const now = context.variables?.get('NOW') ?? new Date();
    return constant(follow(now, path, 0));
  }
  if (names.has(name)) {
    return (scope) => {
      let known = scope.variables;
      while (known && known.name !== name) known = known.outer;
      return follow(known?.value, path, 0);
    };
  }
  if (name === 'ROOT') return (scope) => follow(scope.root, path, 0);
  if (name === 'CURRENT') return (scope) => follow(scope.root, path, 0);
  if (name === 'REMOVE') return constant(undefined);
  if (unknownVariables.has(name)) throw notSupported(`the variable $$${name}`);
  checkVariableName(name);
  throw new CommandError(17276, `Use of undefined variable: ${name}`);
}

function fromRoot(path: readonly string[], names: ReadonlySet<string>): Expression {
  const [only = ''] = path;
  if (names.has('CURRENT')) {
    return (scope) => {
      let known = scope.variables;
      while (known && known.name !== 'CURRENT') known = known.outer;
      return follow(known ? known.value : scope.root, path, 0);
    };
  }
  if (path.length === 1) return (scope) => scope.root.get(only);
  return (scope) => follow(scope.root, path, 0);
}

/** A field path's names. Throws as MongoDB for empty names, `$` and paths that end with a dot. */
export function checkPath(path: string): string[] {
  if (path === '') throw new CommandError(16872, "'$' by itself is not a valid FieldPath");
  if (path.endsWith('.')) throw new CommandError(40353, "FieldPath must not end with a '.'.");
  const names = path.split('.');
  for (const name of names) {
    if (name === '') throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
    if (name.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
  }
  return names;
}

function follow(value: Value | undefined, path: readonly string[], depth: number): Value | undefined {
  if (depth === path.length) return value;
  if (value instanceof Map) return follow(value.get(path[depth] ?? ''), path, depth + 1);
  if (!Array.isArray(value)) return undefined;
  const found: Value[] = [];
  for (const element of value) {
    const inner = element instanceof Map ? follow(element, path, depth) : undefined;
    if (inner !== undefined) found.push(inner);
  }
  return found;
}
