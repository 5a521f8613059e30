// Owns the way out: the outbox's line per conversation, sending, retrying, giving up with a reason.
export { type DeliveryStep, deliverNext } from './deliver-next.ts';
export type { DeliverDeps, ItemInLine, Outbox, Pacer } from './ports.ts';
export { type ClaimedAtOnce, queueItem, sendClaimedAtOnce, unqueueItem } from './queue-item.ts';
