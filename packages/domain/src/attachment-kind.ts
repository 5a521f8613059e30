export type AttachmentKind =
  | 'image'
  | 'voice'
  | 'audio'
  | 'video'
  | 'sticker'
  | 'file'
  | 'location'
  | 'contact-card'
  | 'other';
