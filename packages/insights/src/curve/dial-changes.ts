import { isDeepStrictEqual } from 'node:util';
import { defaultThresholds } from '@answerdesk/answers';
import type { DialMove, Thresholds } from '@answerdesk/domain';
import { SETTLED_MS } from './worth-measuring.ts';

/** The dial stood elsewhere after somebody had moved it, once or several times in a row. */
export interface DialChange {
  readonly id: string;
  readonly at: Date;
  readonly endedAt: Date;
  readonly before: Thresholds;
  readonly after: Thresholds;
}

/** Puts moves together, oldest first, each within ten minutes of the last, for the dial is tried out; what ended where it began is no change. */
export function dialChangesOf(moves: readonly DialMove[]): DialChange[] {
  const changes: DialChange[] = [];
  for (const { at, before = defaultThresholds, after = defaultThresholds } of moves) {
    const last = changes.at(-1);
    if (last && at.getTime() - last.endedAt.getTime() <= SETTLED_MS) {
      changes[changes.length - 1] = { ...last, endedAt: at, after };
    } else changes.push({ id: `dial.${at.getTime()}`, at, endedAt: at, before, after });
  }
  return changes.filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

/** Where the dial stood at a moment, by its moves, oldest first; where it was never moved it stands where it does `today`. */
export function dialAt(moves: readonly DialMove[], at: Date, today: Thresholds | undefined): Thresholds {
  const next = moves.findIndex((move) => move.at > at);
  const stood = next === -1 ? today : moves[next]?.before;
  return stood ?? defaultThresholds;
}
