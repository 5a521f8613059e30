// Owns the way out: the outbox's line per conversation, sending, retrying, giving up with a reason; and mail to staff.
export { type DeliveryStep, deliverNext } from './deliver-next.ts';
export { createMailer, type Mail, type Mailer, type MailerOptions } from './mail.ts';
export { markUndelivered } from './mark-undelivered.ts';
export type { DeliverDeps, ItemInLine, Outbox, Pacer, Refusal } from './ports.ts';
export { createPusher, type Pusher, type PusherOptions, type PushNote, type PushOutcome } from './push.ts';
export { type ClaimedAtOnce, queueItem, sendClaimedAtOnce, unqueueItem } from './queue-item.ts';
export { type TakeAnswerDeps, type TakenAnswer, takeAnswer } from './take-answer.ts';
export {
  createStaffTeller,
  type MailAllowance,
  type PushSubscriptionStore,
  type StaffTeller,
  type Telling,
  type TellStaffDeps,
  type Told,
  type ToldMember,
} from './tell-staff.ts';
export { loadVapidKeys, type VapidKeys } from './vapid-keys.ts';
