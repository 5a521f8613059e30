import { test } from 'vitest';
import { survivesFrames } from './frames.contract.ts';

test('100,000 random or mutated frames: no crash, none left unheard, no memory kept', () =>
  survivesFrames(100_000, Date.now() % 1_000_000_007));
