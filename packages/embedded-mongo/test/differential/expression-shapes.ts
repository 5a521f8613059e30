import fc from 'fast-check';

/** Expressions by the type their value mostly has. */
export interface Arbitraries {
  number: fc.Arbitrary<unknown>;
  text: fc.Arbitrary<unknown>;
  date: fc.Arbitrary<unknown>;
  array: fc.Arbitrary<unknown>;
  bool: fc.Arbitrary<unknown>;
  any: fc.Arbitrary<unknown>;
}

type Shape = fc.Arbitrary<unknown>;

export function one(name: string, operand: Shape): Shape {
  return operand.map((drawn) => ({ [name]: Array.isArray(drawn) ? [drawn] : drawn }));
}

export function pair(name: string, left: Shape, right: Shape = left): Shape {
  return fc.tuple(left, right).map((drawn) => ({ [name]: drawn }));
}

export function triple(name: string, first: Shape, second: Shape, third: Shape): Shape {
  return fc.tuple(first, second, third).map((drawn) => ({ [name]: drawn }));
}

export function some(name: string, operand: Shape): Shape {
  return fc.array(operand, { minLength: 1, maxLength: 3 }).map((drawn) => ({ [name]: drawn }));
}

export function named(name: string, operands: Record<string, Shape>, optional: string[] = []): Shape {
  const requiredKeys = Object.keys(operands).filter((key) => !optional.includes(key));
  return fc.record(operands, { requiredKeys }).map((drawn) => ({ [name]: drawn }));
}
