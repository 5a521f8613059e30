import { Int32, Long, ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { Entities } from './entities.ts';
import { findMismatch } from './match.ts';

const entities = new Entities('mongodb://127.0.0.1:1');
entities.set('one', { a: 1 });
const id = new ObjectId();

describe('what came matches what a specification expects', () => {
  test.each([
    [{ a: 1 }, { a: 1, more: 2 }],
    [[{ a: 1 }], [{ a: 1, more: 2 }]],
    [1, Long.fromNumber(1)],
    [{ a: { b: 1 } }, { a: new Map([['b', new Int32(1)]]) }],
    [{ a: { $$exists: false } }, {}],
    [{ a: { $$exists: true } }, { a: null }],
    [{ a: { $$unsetOrMatches: 1 } }, {}],
    [{ a: { $$unsetOrMatches: { b: 1 } } }, { a: { b: 1 } }],
    [{ a: { $$type: ['string', 'long'] } }, { a: Long.fromNumber(5) }],
    [{ a: { $$matchesEntity: 'one' } }, { a: { a: 1 } }],
    [{ a: { $$matchesHexBytes: 'FF00' } }, { a: Buffer.from([255, 0]) }],
    [{ a: { $$matchAsRoot: { b: 1 } } }, { a: { b: 1, more: 2 } }],
    [{ a: { $$lte: 2 } }, { a: 2 }],
    [{ a: id }, { a: new ObjectId(id.toHexString()) }],
  ])('%j takes %j', (expected, actual) => {
    expect(findMismatch(expected, actual, entities)).toBeUndefined();
  });

  test.each([
    [{ a: 1 }, { a: 2 }, '.a: expected'],
    [{ a: 1 }, {}, '.a: expected'],
    [{ a: 1 }, { a: '1' }, '.a: expected'],
    [{ a: null }, {}, '.a: expected'],
    [{ a: { b: 1 } }, { a: { b: 1, more: 2 } }, '.a.more: not expected'],
    [[1], [1, 2], 'the whole: expected'],
    [[{ a: { b: 1 } }], [{ a: { b: 2 } }], '[0].a.b: expected'],
    [{ a: { $$exists: false } }, { a: null }, '.a: expected'],
    [{ a: { $$exists: true } }, {}, '.a: expected'],
    [{ a: { $$unsetOrMatches: 1 } }, { a: 2 }, '.a: expected'],
    [{ a: { $$type: 'string' } }, { a: 1 }, '.a: expected'],
    [{ a: { $$matchesEntity: 'one' } }, { a: { a: 2 } }, '.a.a: expected'],
    [{ a: { $$matchesHexBytes: 'ff' } }, { a: Buffer.from([0]) }, '.a: expected'],
    [{ a: { $$lte: 2 } }, { a: 3 }, '.a: expected'],
    [{ a: id }, { a: new ObjectId() }, '.a: expected'],
  ])('%j refuses %j and says where they differ', (expected, actual, where) => {
    expect(findMismatch(expected, actual, entities)).toContain(where);
  });

  test('an operator this runner does not have is an error, never a match', () => {
    expect(() => findMismatch({ $$sometimes: 1 }, 1, entities)).toThrow('$$sometimes');
  });
});
