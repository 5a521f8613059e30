import type { FaqImport, FaqImportChunk, FaqImportId, FaqImportStep, TenantId } from '@answerdesk/domain';
import type { WorkshopDeps } from '../workshop/ports.ts';

/** Where imports and their files' rows are kept. */
export interface FaqImportStore {
  add(tenantId: TenantId, job: FaqImport, chunks: readonly FaqImportChunk[]): Promise<void>;
  find(tenantId: TenantId, importId: FaqImportId): Promise<FaqImport | undefined>;
  /** Newest first. */
  list(tenantId: TenantId, limit: number): Promise<FaqImport[]>;
  /** Forgets an import and its rows. */
  forget(tenantId: TenantId, importId: FaqImportId): Promise<void>;
  findChunk(tenantId: TenantId, importId: FaqImportId, number: number): Promise<FaqImportChunk | undefined>;
  /** Notes what a chunk would do by an attempt to start the import. */
  notePlan(
    tenantId: TenantId,
    importId: FaqImportId,
    number: number,
    planId: string,
    steps: readonly FaqImportStep[],
  ): Promise<void>;
  /** Notes what a chunk will do, once: what is noted first stays, and is returned. */
  noteSteps(
    tenantId: TenantId,
    importId: FaqImportId,
    number: number,
    steps: readonly FaqImportStep[],
  ): Promise<readonly FaqImportStep[]>;
  /**
   * Changes an import that is in one of the states; undefined when it is not. Where it is to be run then, sweeps find it from
   * `dueAt` on: at once unless told.
   */
  change(
    tenantId: TenantId,
    importId: FaqImportId,
    from: readonly FaqImport['state'][],
    changes: Partial<
      Pick<FaqImport, 'state' | 'mapping' | 'isPublishing' | 'planId' | 'reason' | 'isCancelWanted' | 'nextChunk'>
    >,
    dueAt?: Date,
  ): Promise<FaqImport | undefined>;
  /** Leases a running import for one process; undefined when another one holds it or there is nothing to do. */
  claim(
    tenantId: TenantId,
    importId: FaqImportId,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<FaqImport | undefined>;
  /** Stores how far the holder of the lease is, and keeps the lease until `until`; ends it where the state is final. */
  advance(
    tenantId: TenantId,
    job: FaqImport,
    lease: { readonly owner: string; readonly until: Date },
  ): Promise<FaqImport | undefined>;
}

/** What the verbs of an import need from outside. */
export interface FaqImportDeps extends WorkshopDeps {
  readonly imports: FaqImportStore;
}
