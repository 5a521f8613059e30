import type { Doc, Value } from '../../bson/value.ts';

/** What an expression is evaluated in: a document and the variables defined around it. */
export interface Scope {
  readonly root: Doc;
  readonly variables: Variable | undefined;
}

export interface Variable {
  readonly name: string;
  readonly value: Value | undefined;
  readonly outer: Variable | undefined;
}

export type Expression = (scope: Scope) => Value | undefined;
export type Operand = Value | undefined;

/** What the parsers of operators use to read their operands. */
export interface Parser {
  parse(value: Value): Expression;
  /** Reads what is inside, where these variables are defined as well. */
  inside(names: readonly string[]): Parser;
  /** Has this done once everything is read, after the same for what is inside; never in an update by pipeline. */
  afterwards(settle: () => void): void;
  /** Reads an operand whose constants are worked out only by `settle`. */
  parseApart(value: Value): { read: Expression; settle(): void };
}

/** Reads an operator's operand. `name` starts with `$`. */
export type Operator = (operand: Value, parser: Parser, name: string) => Expression;
