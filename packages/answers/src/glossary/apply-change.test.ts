import { type GlossaryChange, type GlossaryTerm, glossaryTermIdSchema, noGlossary } from '@answerdesk/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChange } from './apply-change.ts';

const term = (id: string, name: string, synonyms: string[] = []): GlossaryTerm => ({
  id: glossaryTermIdSchema.parse(id),
  name,
  synonyms,
  linked: [],
  unlinked: [],
});
const change = (given: Partial<GlossaryChange>): GlossaryChange => ({
  put: [],
  remove: [],
  reject: [],
  propose: [],
  ...given,
});

const ids = fc.constantFrom('a', 'b', 'c', 'd');
const words = fc.constantFrom('card', 'Cards', 'plastic', 'fee', 'limit', '银行卡', 'cost');
const changes = fc.record({
  put: fc.array(
    fc.tuple(ids, words, fc.array(words, { maxLength: 3 })).map(([id, name, also]) => term(id, name, also)),
    {
      maxLength: 3,
    },
  ),
  remove: fc.array(
    ids.map((id) => glossaryTermIdSchema.parse(id)),
    { maxLength: 2 },
  ),
  reject: fc.array(words, { maxLength: 2 }),
  propose: fc.array(words, { maxLength: 2 }),
});

test('whatever a change does, what it returns takes back what it did to the terms', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 6 }), (made) => {
      let glossary = noGlossary;
      for (const each of made) {
        try {
          const { glossary: next, undo } = applyChange(glossary, each);
          const back = applyChange(next, undo).glossary;
          const byId = (terms: readonly GlossaryTerm[]) => [...terms].sort((x, y) => (x.id < y.id ? -1 : 1));
          expect(byId(back.terms)).toEqual(byId(glossary.terms));
          expect(next.revision).toBe(glossary.revision + 1);
          glossary = next;
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/already-exists|invalid/) });
        }
      }
    }),
  );
});

test('no word belongs to two terms: what a term has stays with it', () => {
  const { glossary } = applyChange(noGlossary, change({ put: [term('a', 'card', ['plastic', 'Plastics', 'cards'])] }));
  expect(glossary.terms[0]?.synonyms).toEqual(['plastic']);
  const next = applyChange(glossary, change({ put: [term('b', 'bag', ['plastic', 'sack'])] })).glossary;
  expect(next.terms.map(({ synonyms }) => synonyms)).toEqual([['plastic'], ['sack']]);
  expect(() => applyChange(next, change({ put: [term('c', 'CARDS')] }))).toThrow('There is a term "CARDS" already.');
  expect(() => applyChange(next, change({ put: [term('c', '!?')] }))).toThrow('has no letter or digit');
});

test('a merge moves words in one change, and taking it back gives both terms again', () => {
  const before = applyChange(noGlossary, change({ put: [term('a', 'card'), term('b', 'plastic', ['cardboard'])] }));
  const merge = change({
    put: [term('a', 'card', ['plastic', 'cardboard'])],
    remove: [glossaryTermIdSchema.parse('b')],
  });
  const { glossary, undo } = applyChange(before.glossary, merge);
  expect(glossary.terms).toEqual([term('a', 'card', ['plastic', 'cardboard'])]);
  expect(applyChange(glossary, undo).glossary.terms).toEqual(before.glossary.terms);
});

test('what was rejected stays so until it is proposed again or becomes a term', () => {
  const rejected = applyChange(noGlossary, change({ reject: ['Card', 'fee'] })).glossary;
  expect(rejected.rejected).toEqual(['Card', 'fee']);
  expect(applyChange(rejected, change({ propose: ['cards'] })).glossary.rejected).toEqual(['fee']);
  expect(applyChange(rejected, change({ put: [term('a', 'fees')] })).glossary.rejected).toEqual(['Card']);
});
