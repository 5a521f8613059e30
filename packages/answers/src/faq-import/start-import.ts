import {
  type AcceptedLoss,
  DomainError,
  type FaqImport,
  type FaqImportId,
  type FaqImportStep,
  type FaqMapping,
  newId,
  type TenantId,
} from '@answerdesk/domain';
import { type GateWatch, type NeedsReason, type PassedGate, passGate } from '../gate/pass-gate.ts';
import { changeFaqs, type FaqChange } from '../workshop/change-faqs.ts';
import { findImport } from './find-import.ts';
import { planChunk, readKnownKeys, stateAfter } from './plan-chunk.ts';
import type { FaqImportDeps } from './ports.ts';
import { readImport } from './read-import.ts';

/** Whoever is woken has it by then, or is gone: others look for it from then on alone. */
const DUE_AFTER_MS = 30_000;

/**
 * Starts an import; whoever runs imports must be woken. Where publishing it costs more right answers than the tenant tolerates
 * and than was accepted nothing is started. What is judged is noted, and nothing else is published. Throws DomainError `not-found`, `invalid` for a mapping that cannot be, `conflict` when
 * it was started before.
 */
export async function startImport(
  deps: FaqImportDeps & { readonly gate: GateWatch },
  tenantId: TenantId,
  by: string,
  wanted: {
    readonly id: FaqImportId;
    readonly mapping: FaqMapping;
    readonly isPublishing: boolean;
    readonly accepted?: AcceptedLoss | undefined;
  },
): Promise<({ readonly outcome: 'started'; readonly job: FaqImport } & PassedGate) | NeedsReason> {
  const uploaded = await findImport(deps, tenantId, wanted.id);
  const { mapping, isPublishing, accepted } = wanted;
  await readImport(deps, tenantId, uploaded, mapping).next();
  const plan: PlannedChunk[] = [];
  const passed = await passGate(deps.gate, tenantId, accepted, async (workshop) => {
    if (!isPublishing || uploaded.state !== 'uploaded') return;
    const all = importAll({ ...deps, ...workshop }, tenantId, by, { ...uploaded, mapping, isPublishing });
    for await (const chunk of all) plan.push(chunk);
  });
  if (passed.outcome === 'needs-reason') return passed;
  const { workshop: _here, ...rest } = passed;
  const planId = newId(deps.now().getTime());
  for (const { number, steps } of plan) await deps.imports.notePlan(tenantId, wanted.id, number, planId, steps);
  const judged = { ...(isPublishing && { planId }), ...(accepted && { reason: accepted.reason }) };
  const changes = { state: 'running', mapping, isPublishing, ...judged } as const;
  return { ...rest, outcome: 'started', job: await changed(deps, tenantId, wanted.id, ['uploaded'], changes) };
}

interface PlannedChunk {
  readonly number: number;
  readonly steps: readonly FaqImportStep[];
}

/** All that an import does, at once. */
async function* importAll(
  deps: FaqImportDeps,
  tenantId: TenantId,
  by: string,
  job: FaqImport & { readonly mapping: FaqMapping },
): AsyncGenerator<PlannedChunk> {
  const known = await readKnownKeys(deps, tenantId);
  for await (const { number, rows } of readImport(deps, tenantId, job, job.mapping)) {
    const { steps } = await planChunk(deps, tenantId, job, rows, known);
    const contentOf = new Map(rows.map(({ row, content }) => [row, content]));
    const ids = steps.map(({ faqId }) => faqId);
    const records = new Map((await deps.faqs.findMany(tenantId, ids)).map((record) => [record.id, record]));
    const changes = steps.flatMap(({ row, faqId }): FaqChange[] => {
      const content = contentOf.get(row);
      const before = records.get(faqId);
      return content ? [{ id: faqId, before, state: stateAfter(before, content, job) }] : [];
    });
    await changeFaqs(deps, tenantId, changes, { action: 'imported', by });
    yield { number, steps };
  }
}

/** Goes on with an import that a failure of ours ended. Throws DomainError `not-found`, `conflict`. */
export async function retryImport(deps: FaqImportDeps, tenantId: TenantId, id: FaqImportId): Promise<FaqImport> {
  return changed(deps, tenantId, id, ['failed'], { state: 'running' });
}

/** Stops an import at the next chunk; what it did stays and can be undone. Throws DomainError `not-found`, `conflict`. */
export async function cancelImport(deps: FaqImportDeps, tenantId: TenantId, id: FaqImportId): Promise<FaqImport> {
  return changed(deps, tenantId, id, ['running'], { isCancelWanted: true });
}

/**
 * Begins to put back what an import changed, where nobody changed it since; whoever runs imports must be woken. Throws
 * DomainError `not-found`, `conflict` while it runs or when it is undone.
 */
export async function undoImport(deps: FaqImportDeps, tenantId: TenantId, id: FaqImportId): Promise<FaqImport> {
  return changed(deps, tenantId, id, ['done', 'cancelled', 'failed'], { state: 'undoing', isCancelWanted: false });
}

async function changed(
  deps: FaqImportDeps,
  tenantId: TenantId,
  id: FaqImportId,
  from: readonly FaqImport['state'][],
  changes: Parameters<FaqImportDeps['imports']['change']>[3],
): Promise<FaqImport> {
  const dueAt = new Date(deps.now().getTime() + DUE_AFTER_MS);
  const job = await deps.imports.change(tenantId, id, from, changes, dueAt);
  if (job) return job;
  const { state } = await findImport(deps, tenantId, id);
  throw new DomainError('conflict', `This import is ${state} already.`);
}
