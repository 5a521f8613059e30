/** What screens hear of while they are open. */
export const changeKinds = ['tenants', 'accounts', 'faqs', 'conversations', 'presences', 'cannedreplies'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Things of a tenant that were made or changed; `all` means that some may have been missed and everything is to be read again. */
export interface Change {
  readonly kind: ChangeKind | 'all';
  readonly ids: readonly string[];
}
