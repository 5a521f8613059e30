import type { TenantId } from '@answerdesk/domain';

/**
 * Lets at most `most` pieces of a tenant's work run at a time, the others in the order they came; no tenant waits for another.
 */
export function createTurns(most: number) {
  const queues = new Map<TenantId, { running: number; readonly waiting: (() => void)[] }>();
  return async <T>(tenantId: TenantId, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(tenantId) ?? { running: 0, waiting: [] };
    queues.set(tenantId, queue);
    // Whoever ends hands its place on, so that nobody who comes later takes it.
    if (queue.running < most) queue.running += 1;
    else await new Promise<void>((turn) => queue.waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      if (next) next();
      else if (queue.running === 1) queues.delete(tenantId);
      else queue.running -= 1;
    }
  };
}
