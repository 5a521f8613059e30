import type { ContactNote, KeptFile, ReplyDraft } from '@answerdesk/conversations';
import type { CannedReply, Presence, StaffProfile, TenantId, UserId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';
import type { Erasable, Stored } from './stored.ts';

/** `cameAt` is when the tab began to be there, so that its coming is a change to whoever listens and its staying is none. */
export type PresenceDoc = Stored<Presence> & { cameAt: Date };
/** `key` is the shortcut without case: one reply has it. */
export type CannedReplyDoc = Stored<CannedReply> & { key: string };
export type ReplyDraftDoc = ReplyDraft & Erasable & { _id: string; tenantId: TenantId; userId: UserId };
export type StaffDoc = StaffProfile & { _id: string };
export type ContactNoteDoc = Omit<ContactNote, 'contactId'> &
  Erasable & { _id: ContactNote['contactId']; tenantId: TenantId };
export type FileDoc = Omit<Stored<KeptFile>, 'bytes'> & Erasable & { bytes: Buffer; size: number };
/** How many bytes of files a tenant has. */
export interface FileUsageDoc {
  _id: TenantId;
  tenantId: TenantId;
  bytes: number;
}

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const moment = { type: Date, required: true } as const;
const anything = { type: Schema.Types.Mixed };

export const presences = new Schema<PresenceDoc>(
  {
    _id: text,
    tenantId: text,
    userId: text,
    seenAt: moment,
    cameAt: moment,
    viewing: { type: String },
    isTyping: flag,
    isIdle: { type: Boolean },
  },
  { ...options, collection: 'presences' },
);
presences.index({ tenantId: 1, seenAt: 1 });

export const cannedreplies = new Schema<CannedReplyDoc>(
  { _id: text, tenantId: text, key: text, shortcut: text, text, updatedAt: moment, updatedById: text },
  { ...options, collection: 'cannedreplies' },
);
cannedreplies.index({ tenantId: 1, key: 1 }, { unique: true });

export const replydrafts = new Schema<ReplyDraftDoc>(
  {
    _id: text,
    tenantId: text,
    userId: text,
    conversationId: text,
    text,
    isNote: flag,
    updatedAt: moment,
    erasureId: { type: String },
  },
  { ...options, collection: 'replydrafts' },
);
replydrafts.index({ tenantId: 1, userId: 1, updatedAt: -1 });
replydrafts.index({ tenantId: 1, conversationId: 1 });

export const staff = new Schema<StaffDoc>(
  {
    _id: text,
    tenantId: text,
    userId: text,
    publicName: { type: String },
    capacity: count,
    languages: { type: [String], required: true },
    categories: { type: [String], required: true },
    awayUntil: { type: Date },
    notify: { ...anything, required: true },
    lastAssignedAt: { type: Date },
  },
  { ...options, collection: 'staff' },
);
staff.index({ tenantId: 1, userId: 1 }, { unique: true });

export const contactnotes = new Schema<ContactNoteDoc>(
  { _id: text, tenantId: text, text, updatedAt: moment, updatedById: text, erasureId: { type: String } },
  { ...options, collection: 'contactnotes' },
);
contactnotes.index({ tenantId: 1, _id: 1 });

export const files = new Schema<FileDoc>(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    fileName: text,
    contentType: text,
    bytes: { type: Buffer, required: true },
    size: count,
    createdAt: moment,
    createdById: text,
    erasureId: { type: String },
  },
  { ...options, collection: 'files' },
);
files.index({ tenantId: 1, conversationId: 1 });

export const fileusages = new Schema<FileUsageDoc>(
  { _id: text, tenantId: text, bytes: count },
  { ...options, collection: 'fileusages' },
);
fileusages.index({ tenantId: 1, _id: 1 });
