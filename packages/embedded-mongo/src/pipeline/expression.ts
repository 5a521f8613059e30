import type { Doc, Value } from '../bson/value.ts';
import { notSupported } from '../command-error.ts';

export type Expression = (doc: Doc) => Value | undefined;

/** A constant, `$path`, `$$ROOT`, or a document of these; 115 for operators. */
export function parseExpression(value: Value): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return parsePath(value);
  if (Array.isArray(value)) throw notSupported('an array expression');
  if (!(value instanceof Map)) return () => value;
  const [first] = value.keys();
  if (first?.startsWith('$')) throw notSupported(`the expression ${first}`);
  const fields = [...value].map(([name, inner]) => ({ name, read: parseExpression(inner) }));
  return (doc) => {
    const made: Doc = new Map();
    for (const { name, read } of fields) {
      const part = read(doc);
      if (part !== undefined) made.set(name, part);
    }
    return made;
  };
}

export function isConstant(value: Value): boolean {
  return !(typeof value === 'string' && value.startsWith('$')) && !(value instanceof Map) && !Array.isArray(value);
}

function parsePath(text: string): Expression {
  if (text === '$$ROOT' || text === '$$CURRENT') return (doc) => doc;
  if (text.startsWith('$$ROOT.')) return parsePath(text.slice(6));
  if (text.startsWith('$$')) throw notSupported(`the variable ${text}`);
  const path = text.slice(1).split('.');
  return (doc) => follow(doc, path, 0);
}

function follow(value: Value | undefined, path: readonly string[], depth: number): Value | undefined {
  if (depth === path.length) return value;
  if (value instanceof Map) return follow(value.get(path[depth] ?? ''), path, depth + 1);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => follow(element, path, depth)).filter((element) => element !== undefined);
}
