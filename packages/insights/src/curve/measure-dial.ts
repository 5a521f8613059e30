import type { JudgedQuestion } from '@answerdesk/answers';
import type { DialMove, TenantId } from '@answerdesk/domain';
import type { Asking } from './ask-held-out.ts';
import { type DialChange, dialChangesOf } from './dial-changes.ts';
import type { FaqHistory } from './faq-history.ts';
import type { Answering, CurveStore, DialEffect } from './ports.ts';
import { isWorthMeasuring, SETTLED_MS } from './worth-measuring.ts';

/**
 * Marks when the dial was moved, and measures what that did to answers: the FAQs of then are asked the same questions with the
 * dial where it stood before and after. Whether all of it is measured.
 */
export async function measureDial(
  { curve, now }: { readonly curve: CurveStore; readonly now: () => Date },
  tenantId: TenantId,
  ask: Asking,
  {
    history,
    moves,
    first,
  }: { readonly history: FaqHistory; readonly moves: readonly DialMove[]; readonly first: Date },
): Promise<boolean> {
  const known = new Map((await curve.listMarks(tenantId, first)).map((mark) => [mark.id, mark]));
  let isWhole = true;
  for (const change of dialChangesOf(moves).toReversed()) {
    if (change.at < first) break;
    const { id, at, endedAt, before, after } = change;
    // Somebody may still be trying it out.
    if (now().getTime() - endedAt.getTime() <= SETTLED_MS) {
      isWhole = false;
      continue;
    }
    const sofar = known.get(id)?.dial?.effect;
    const isDue = isWorthMeasuring(ask.tags.length, sofar?.heldOut);
    const measured = isDue ? await effectOf(ask, history, change, now()) : undefined;
    if (isDue && !measured) isWhole = false;
    const effect = measured ?? sofar;
    if (known.has(id) && effect === sofar) continue;
    const dial = { before, after, ...(effect && { effect }) };
    await curve.putMark(tenantId, { id, at, kind: 'dial', count: 0, faqs: [], dial });
  }
  return isWhole;
}

async function effectOf(
  ask: Asking,
  history: FaqHistory,
  { endedAt, before, after }: DialChange,
  measuredAt: Date,
): Promise<DialEffect | undefined> {
  const steps = history.stepsBy(endedAt);
  const then = await ask.after(steps, endedAt, before);
  const since = then && (await ask.after(steps, endedAt, after));
  if (!since) return undefined;
  return {
    n: then.length,
    before: answeringOf(then),
    after: answeringOf(since),
    measuredAt,
    heldOut: ask.tags.length,
  };
}

function answeringOf(judged: readonly JudgedQuestion[]): Answering {
  const answered = judged.filter(({ outcome }) => outcome === 'answered');
  return { answered: answered.length, wrong: answered.filter(({ isRight }) => !isRight).length };
}
