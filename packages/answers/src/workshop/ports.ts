import type {
  FaqContent,
  FaqId,
  FaqRecord,
  FaqRevision,
  FaqRow,
  FaqStatus,
  Locale,
  TenantId,
} from '@answerdesk/domain';

/** What a list of FAQs is asked for. Without a status everything but the archive; `search` are words or parts of them. */
export interface FaqQuery {
  readonly search?: string | undefined;
  readonly status?: FaqStatus | undefined;
  /** Published, with a draft that is not. */
  readonly hasChanges?: boolean | undefined;
  readonly category?: string | undefined;
  readonly language?: Locale | undefined;
  readonly isOutOfDate?: boolean | undefined;
  /** By the calendar; `scheduled`: its draft is to be published by itself. */
  readonly validity?: 'now' | 'upcoming' | 'expired' | 'scheduled' | undefined;
  readonly sort?: 'updated' | 'question' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface FaqPage {
  readonly items: readonly FaqRow[];
  readonly nextCursor?: string;
}

/** How many FAQs there are of each kind; `all` are those outside the archive. */
export interface FaqCounts {
  readonly all: number;
  readonly published: number;
  readonly draft: number;
  readonly changed: number;
  readonly outOfDate: number;
  readonly archived: number;
}

/** What makes an FAQ known again in a file: its question and language, as drafted and as published. */
export interface FaqKey {
  readonly id: FaqId;
  readonly revision: number;
  readonly contents: readonly Pick<FaqContent, 'question' | 'locale'>[];
}

/** Where a tenant's FAQs are kept for those who write them. */
export interface FaqWorkshopStore {
  find(tenantId: TenantId, faqId: FaqId): Promise<FaqRecord | undefined>;
  findMany(tenantId: TenantId, faqIds: readonly FaqId[]): Promise<FaqRecord[]>;
  /** Stores a record when the stored one is at `expected` (undefined: when there is none); says whether it was. */
  write(tenantId: TenantId, record: FaqRecord, expected: number | undefined): Promise<boolean>;
  /** Forgets those records that are at the revisions named, and says which they were. */
  remove(tenantId: TenantId, removed: readonly Pick<FaqRecord, 'id' | 'revision'>[]): Promise<FaqId[]>;
  listRows(tenantId: TenantId, query: FaqQuery, now: Date): Promise<FaqPage>;
  count(tenantId: TenantId): Promise<FaqCounts>;
  /** The categories in use outside the archive, by name, and how many FAQs each has. */
  listCategories(tenantId: TenantId): Promise<{ readonly name: string; readonly count: number }[]>;
  listLanguages(tenantId: TenantId): Promise<Locale[]>;
  /** Every FAQ outside the archive. */
  listKeys(tenantId: TenantId): Promise<FaqKey[]>;
  /** Every FAQ that customers are served. */
  listPublished(tenantId: TenantId): Promise<FaqRecord[]>;
  /** What every FAQ outside the archive says: its draft, else what is published. */
  listContents(tenantId: TenantId): Promise<FaqContent[]>;
  /** Has answers made from now on learn the FAQs again. */
  raiseVersion(tenantId: TenantId): Promise<void>;
  /**
   * Has customers judged anew where rules tag them by the category that they were answered from; a round that is under way goes
   * on to its end first.
   */
  noteRecategorised(tenantId: TenantId): Promise<void>;
  /** The categories whose questions are always a person's. */
  listPersonOnlyCategories(tenantId: TenantId): Promise<readonly string[]>;
  setPersonOnlyCategories(tenantId: TenantId, categories: readonly string[]): Promise<void>;
}

/** Where it is kept how FAQs were after each change. */
export interface FaqRevisionStore {
  /** Stores revisions; those that are there already stay as they are. */
  add(tenantId: TenantId, revisions: readonly FaqRevision[]): Promise<void>;
  /** Newest first, those under `before`. */
  list(
    tenantId: TenantId,
    faqId: FaqId,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<FaqRevision[]>;
  find(tenantId: TenantId, faqId: FaqId, revision: number): Promise<FaqRevision | undefined>;
  forget(tenantId: TenantId, faqIds: readonly FaqId[]): Promise<void>;
}

/** What the verbs of the workshop need from outside. */
export interface WorkshopDeps {
  readonly faqs: FaqWorkshopStore;
  readonly revisions: FaqRevisionStore;
  /** Why changes are made although they cost right answers; it stands in the history. */
  readonly reason?: string;
  /** Changes are made to answer a gap; that stands in the history, too. */
  readonly answersGap?: true;
  readonly now: () => Date;
}
