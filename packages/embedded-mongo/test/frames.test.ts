import { test } from 'vitest';
import { survivesFrames } from './frames.contract.ts';

test('2,000 random or mutated frames: no crash, none left unheard, no memory kept', () =>
  survivesFrames(2000, 20_261_124));
