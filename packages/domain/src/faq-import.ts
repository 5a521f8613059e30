import { z } from 'zod';
import type { faqIdSchema, tenantIdSchema } from './ids.ts';

export const faqImportIdSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9]+$/)
  .brand<'FaqImportId'>();
export type FaqImportId = z.infer<typeof faqImportIdSchema>;

/** The parts of an FAQ that a column of a file may hold. */
export const faqColumnSchema = z.enum([
  'question',
  'variants',
  'answer',
  'locale',
  'category',
  'validFrom',
  'validUntil',
]);
export type FaqColumn = z.infer<typeof faqColumnSchema>;

/** For each column of a file what it holds; null: it is not read. */
export const faqMappingSchema = z.array(faqColumnSchema.nullable()).max(100);
export type FaqMapping = z.infer<typeof faqMappingSchema>;

/** `uploaded` waits for its writer; `failed` ended by a failure of ours and may be started again. */
export type FaqImportState = 'uploaded' | 'running' | 'cancelled' | 'done' | 'failed' | 'undoing' | 'undone';

/** What is wrong with a row, in words for who wrote it. */
export interface FaqRowError {
  readonly row: number;
  readonly message: string;
}

export interface FaqImportCounts {
  readonly created: number;
  readonly updated: number;
  /** Rows that say what is there already. */
  readonly skipped: number;
  /** Rows that could not be read, or whose FAQ somebody changed meanwhile. */
  readonly failed: number;
}

/** An uploaded file on its way into a tenant's FAQs, chunk by chunk; `nextChunk` is the first that is not dealt with. */
export interface FaqImport {
  readonly id: FaqImportId;
  readonly tenantId: z.infer<typeof tenantIdSchema>;
  readonly fileName: string;
  readonly by: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
  readonly state: FaqImportState;
  readonly headings: readonly string[];
  readonly mapping: FaqMapping;
  readonly rowCount: number;
  readonly chunkCount: number;
  readonly nextChunk: number;
  readonly isCancelWanted: boolean;
  /** Whether the rows are published, or saved as drafts. */
  readonly isPublishing: boolean;
  /** Names what was judged of it before it was started (`FaqImportChunk.plans`): nothing else is published. */
  readonly planId?: string;
  /** Why they are published although that costs right answers; it stands in the history of each FAQ. */
  readonly reason?: string;
  readonly counts: FaqImportCounts;
  /** The first of them. */
  readonly rowErrors: readonly FaqRowError[];
  /** Of an import that is undone: FAQs put back, and those that somebody changed since and that stay. */
  readonly undone: { readonly restored: number; readonly kept: number };
}

/** A row as it stands in the file, its cells in the order of the headings, or why it has none. */
export type FaqImportRow = { readonly row: number } & (
  | { readonly cells: readonly unknown[] }
  | { readonly problem: string }
);

/** What a row does to an FAQ, noted before it is done, so that it is done once and can be undone; `before` is null where the FAQ is made. */
export interface FaqImportStep {
  readonly row: number;
  readonly faqId: z.infer<typeof faqIdSchema>;
  readonly before: number | null;
}

export interface FaqImportChunk {
  readonly number: number;
  readonly rows: readonly FaqImportRow[];
  readonly steps?: readonly FaqImportStep[];
  /** What it would do, by each attempt to start the import. */
  readonly plans?: Readonly<Record<string, readonly FaqImportStep[]>>;
}
