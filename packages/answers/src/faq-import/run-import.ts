import type { FaqImport, FaqImportCounts, FaqImportId, FaqImportStep, FaqRowError, TenantId } from '@answerdesk/domain';
import { changeFaqs, type FaqChange } from '../workshop/change-faqs.ts';
import { isByImport } from './is-by-import.ts';
import { type KnownKeys, planChunk, readKnownKeys, stateAfter } from './plan-chunk.ts';
import type { FaqImportDeps } from './ports.ts';
import { keyOfContent, type ReadChunk, readImport } from './read-import.ts';
import { undoSteps } from './undo-steps.ts';

export interface RunImportDeps extends FaqImportDeps {
  /** Names this process in leases. */
  readonly owner: string;
  readonly reportFailure: (what: string, error: unknown) => void;
  /** Whether this process is about to end: the import stays where it is, for the next one. */
  readonly isStopping?: () => boolean;
}

const LEASE_MS = 30_000;
const MOST_ERRORS = 200;
const CHANGED_MEANWHILE = 'the FAQ was changed by somebody else meanwhile';
const ADDED_MEANWHILE = 'the question was added by somebody else meanwhile';

/**
 * Runs an import, or its undoing, to its end, from wherever it is: what a chunk does is noted before it is done, so that a
 * process that takes over after another died does each row once. What is published is what was judged when it was started: a row
 * whose FAQ somebody changed or added since is left out and told of, and so is one that was to change nothing. Resolves when
 * there is nothing to do, or another process is at it. A failure of ours ends the import as `failed`, an undoing as `cancelled`, with what is done so far.
 */
export async function runImport(deps: RunImportDeps, tenantId: TenantId, importId: FaqImportId): Promise<void> {
  const now = deps.now();
  const lease = { owner: deps.owner, now, until: new Date(now.getTime() + LEASE_MS) };
  const job = await deps.imports.claim(tenantId, importId, lease);
  if (!job) return;
  let current = job;
  const advance = async (changes: Partial<FaqImport>): Promise<boolean> => {
    const until = new Date(deps.now().getTime() + LEASE_MS);
    const stored = await deps.imports.advance(tenantId, { ...current, ...changes }, { owner: deps.owner, until });
    if (stored) current = stored;
    return stored !== undefined;
  };
  try {
    await deps.faqs.raiseVersion(tenantId);
    if (job.state === 'undoing') await undoAll(deps, tenantId, () => current, advance);
    else await runAll(deps, tenantId, () => current, advance);
  } catch (error) {
    deps.reportFailure('importing FAQs', error);
    // An undoing that failed is taken up by undoing again, never by importing on.
    await advance({ state: job.state === 'undoing' ? 'cancelled' : 'failed', finishedAt: deps.now() });
  } finally {
    await deps.faqs.raiseVersion(tenantId);
  }
}

type Advance = (changes: Partial<FaqImport>) => Promise<boolean>;

async function runAll(
  deps: RunImportDeps,
  tenantId: TenantId,
  current: () => FaqImport,
  advance: Advance,
): Promise<void> {
  const known = await readKnownKeys(deps, tenantId);
  for await (const chunk of readImport(deps, tenantId, current(), current().mapping)) {
    const job = current();
    if (chunk.number < job.nextChunk) continue;
    if (deps.isStopping?.()) return;
    if (job.isCancelWanted) {
      await advance({ state: 'cancelled', finishedAt: deps.now() });
      return;
    }
    const planned = chunk.plan ?? (await planChunk(deps, tenantId, job, chunk.rows, known)).steps;
    const steps = await deps.imports.noteSteps(tenantId, job.id, chunk.number, planned);
    const { counts, errors } = await applySteps(deps, tenantId, job, chunk, { steps, known });
    const isHeld = await advance({
      nextChunk: chunk.number + 1,
      counts: sum(job.counts, counts),
      rowErrors: [...job.rowErrors, ...chunk.errors, ...errors].slice(0, MOST_ERRORS),
    });
    if (!isHeld) return;
  }
  await advance({ state: 'done', finishedAt: deps.now() });
}

async function applySteps(
  deps: RunImportDeps,
  tenantId: TenantId,
  job: FaqImport,
  chunk: ReadChunk,
  { steps, known }: { readonly steps: readonly FaqImportStep[]; readonly known: KnownKeys },
): Promise<{ counts: FaqImportCounts; errors: FaqRowError[] }> {
  const contentOf = new Map(chunk.rows.map(({ row, content }) => [row, content]));
  const ids = steps.map(({ faqId }) => faqId);
  const records = new Map((await deps.faqs.findMany(tenantId, ids)).map((record) => [record.id, record]));
  const done = new Set<number>();
  const taken = new Set<number>();
  const changes: (FaqChange & { row: number })[] = [];
  for (const { row, faqId, before } of steps) {
    const record = records.get(faqId);
    const content = contentOf.get(row);
    if (!content) continue;
    if (before === null && (known.get(keyOfContent(content)) ?? faqId) !== faqId) taken.add(row);
    else if ((record?.revision ?? null) === before) {
      changes.push({ row, id: faqId, before: record, state: stateAfter(record, content, job) });
    } else if (record?.revision === (before ?? 0) + 1 && (await isByImport(deps, tenantId, record))) done.add(row);
  }
  const context = { action: 'imported', by: job.by, isVersionRaisedElsewhere: true } as const;
  const { reason } = job;
  const written = await changeFaqs({ ...deps, ...(reason !== undefined && { reason }) }, tenantId, changes, context);
  for (const [at, { row }] of changes.entries()) if (written[at]) done.add(row);
  // What was to stay, as it said the same, and says something else by now.
  const isPlanned = new Set(steps.map(({ row }) => row));
  const same = chunk.rows.filter(({ row }) => !isPlanned.has(row));
  const isOurs = new Set(steps.map(({ faqId }) => faqId));
  const changed = (await planChunk(deps, tenantId, job, same, known)).steps.filter(({ faqId }) => !isOurs.has(faqId));
  const late = [...steps.filter(({ row }) => !done.has(row)), ...changed].sort((a, b) => a.row - b.row);
  const created = steps.filter(({ row, before }) => before === null && done.has(row)).length;
  return {
    counts: {
      created,
      updated: done.size - created,
      skipped: same.length - changed.length,
      failed: chunk.errors.length + late.length,
    },
    errors: late.map(({ row }) => ({ row, message: taken.has(row) ? ADDED_MEANWHILE : CHANGED_MEANWHILE })),
  };
}

async function undoAll(
  deps: RunImportDeps,
  tenantId: TenantId,
  current: () => FaqImport,
  advance: Advance,
): Promise<void> {
  while (current().nextChunk > -1) {
    if (deps.isStopping?.()) return;
    const job = current();
    const chunk = await deps.imports.findChunk(tenantId, job.id, job.nextChunk);
    const { restored, kept } = await undoSteps(deps, tenantId, job.by, chunk?.steps ?? []);
    const undone = { restored: job.undone.restored + restored, kept: job.undone.kept + kept };
    if (!(await advance({ nextChunk: job.nextChunk - 1, undone }))) return;
  }
  await advance({ state: 'undone', finishedAt: deps.now() });
}

function sum(a: FaqImportCounts, b: FaqImportCounts): FaqImportCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    skipped: a.skipped + b.skipped,
    failed: a.failed + b.failed,
  };
}
