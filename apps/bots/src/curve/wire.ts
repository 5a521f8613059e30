import { listHeldOut, type ModelCache } from '@answerdesk/answers';
import {
  createConfirmedQuestionStore,
  createCurveStore,
  createFaqHistoryReader,
  createGlossaryStore,
  createLeases,
  createPlatformWide,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import { settingsOf, type Tenant, type TenantId } from '@answerdesk/domain';
import type { ClockJob } from '../clock.ts';
import { type CurveJobDeps, curveJob } from './curve-job.ts';

/** Fits the job that measures learning curves together over one database. */
export function wireCurveJobs(
  { models }: Database,
  wired: Pick<CurveJobDeps, 'now' | 'reportFailure' | 'signal' | 'measuredEveryMs'> & {
    readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
    readonly answerModels: Pick<ModelCache, 'learnAside'>;
  },
): ClockJob[] {
  const { findTenant, answerModels, ...rest } = wired;
  // A lesson may take longer than a process has to stop.
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  rest.signal.addEventListener('abort', () => reject(rest.signal.reason), { once: true });
  const confirmed = createConfirmedQuestionStore(models);
  return [
    curveJob({
      ...rest,
      curve: createCurveStore(models),
      history: createFaqHistoryReader(models),
      async listHeldOut(tenantId, limit) {
        const questions = await listHeldOut(confirmed, tenantId, limit);
        return questions.map(({ id, text, language, faqId }) => ({
          ...{ id, text, faqId },
          ...(language !== 'und' && { locale: language }),
        }));
      },
      async findTenant(tenantId) {
        const tenant = await findTenant(tenantId);
        if (!tenant) return undefined;
        const { faqsVersion, thresholds } = tenant;
        const timeZone = settingsOf(tenant).hours?.timeZone ?? 'UTC';
        return { faqsVersion, timeZone, ...(thresholds && { thresholds }) };
      },
      listDialMoves: createTenantStore(models).listDialMoves,
      findGlossary: createGlossaryStore(models).find,
      learn: (faqs, glossary) => Promise.race([answerModels.learnAside(faqs, glossary), stopped]),
      jobs: createLeases(models),
      listTenants: createPlatformWide(models).listTenants,
    }),
  ];
}
