import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.ts';

const LABELS = 80;
const NONE = LABELS - 1;
const rivals = fc.array(
  fc
    .uniqueArray(fc.nat(NONE), { minLength: 1, maxLength: 12 })
    .map((labels) => Int32Array.from([...new Set([...labels, NONE])])),
  { maxLength: 60 },
);

it('each label has a column of its own, that of none the last', () => {
  fc.assert(
    fc.property(rivals, (rivalsOfText) => {
      const columns = sideBySide(rivalsOfText, LABELS);
      expect([...columns].sort((a, b) => a - b)).toEqual([...new Array(LABELS).keys()]);
      expect(columns[NONE]).toBe(NONE);
    }),
  );
});

it('labels that compete for the same texts stand side by side however they are numbered', () => {
  const groups = 5;
  const ofGroup = (group: number) => Array.from({ length: 16 }, (_, member) => group + groups * member);
  const labelCount = groups * 16 + 1;
  const rivalsOfText = Array.from({ length: groups }, (_, group) =>
    Int32Array.from([...ofGroup(group), labelCount - 1]),
  );
  const columns = sideBySide(rivalsOfText, labelCount);
  for (let group = 0; group < groups; group += 1) {
    const own = ofGroup(group).map((label) => columns[label] ?? -1);
    expect(Math.max(...own) - Math.min(...own)).toBe(15);
  }
});
