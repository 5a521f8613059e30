import {
  addFaqs,
  cancelImport,
  changeThroughGate,
  checkImport,
  findImport,
  retryImport,
  startImport,
  undoImport,
  uploadImport,
} from '@answerdesk/answers';
import { faqContentSchema, faqImportIdSchema, faqMappingSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { acceptedSchema, noteGate } from '../note-gate.ts';
import { mutation, query, router } from '../trpc.ts';

const id = z.object({ id: faqImportIdSchema });
const wanted = id.extend({ mapping: faqMappingSchema, isPublishing: z.boolean() });

/** FAQs from files and web pages: taken in, looked at, run as a job, undone. */
export const faqImportsRouter = router({
  /** For the route that takes files alone: no JSON holds bytes. Upload to `POST /files/faqs`. */
  upload: mutation('faq.import', 'faq.upload')
    .input(z.object({ name: z.string().min(1).max(300), bytes: z.instanceof(Uint8Array) }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      const job = await uploadImport(deps.workshop, tenantId, actor.email, input);
      audit.target('faq-import', job.id);
      return job;
    }),

  list: query('faq.import').query(({ ctx: { deps, tenantId } }) => deps.workshop.imports.list(tenantId, 20)),

  get: query('faq.import')
    .input(id)
    .query(({ ctx: { deps, tenantId }, input }) => findImport(deps.workshop, tenantId, input.id)),

  /** What an import would do with these columns; nothing is stored. */
  check: query('faq.import')
    .input(wanted)
    .query(({ ctx: { deps, tenantId }, input }) => checkImport(deps.workshop, tenantId, input)),

  /** Where publishing what is imported costs too much a reason is asked for, and nothing is started. */
  start: mutation('faq.import', 'faq.import')
    .input(wanted.extend({ accepted: acceptedSchema.optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faq-import', input.id);
      const through = await startImport({ ...deps.workshop, gate: deps.gate }, tenantId, actor.email, input);
      noteGate(audit, through, input.accepted);
      if (through.outcome === 'started') deps.wakeImport({ tenantId, importId: through.job.id });
      return through;
    }),

  retry: mutation('faq.import', 'faq.retry-import')
    .input(id)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('faq-import', input.id);
      const job = await retryImport(deps.workshop, tenantId, input.id);
      deps.wakeImport({ tenantId, importId: job.id });
      return job;
    }),

  cancel: mutation('faq.import', 'faq.cancel-import')
    .input(id)
    .mutation(({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('faq-import', input.id);
      return cancelImport(deps.workshop, tenantId, input.id);
    }),

  undo: mutation('faq.import', 'faq.undo-import')
    .input(id)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('faq-import', input.id);
      const job = await undoImport(deps.workshop, tenantId, input.id);
      deps.wakeImport({ tenantId, importId: job.id });
      return job;
    }),

  /** Reads a public web page and proposes the questions and answers on it; nothing is stored. */
  readPage: mutation('faq.import', 'faq.read-page')
    .input(z.object({ url: z.string().trim().min(1).max(2_048) }))
    .mutation(({ ctx: { deps, audit }, input }) => {
      audit.target('page', input.url.slice(0, 300));
      return deps.readPage(input.url);
    }),

  /** Adds what was approved of a page; a question that is there already stays as it is. */
  addMany: mutation('faq.import', 'faq.add-many')
    .input(
      z.object({
        contents: z.array(faqContentSchema).min(1).max(200),
        isPublishing: z.boolean(),
        accepted: acceptedSchema.optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { accepted, ...wanted } }) => {
      const through = await changeThroughGate(deps.gate, tenantId, accepted, (workshop) =>
        addFaqs(workshop, tenantId, actor.email, wanted),
      );
      noteGate(audit, through, accepted);
      if (through.outcome === 'needs-reason') return through;
      const { done, ...passed } = through;
      audit.target('faqs', `${done.changed.length} added`);
      return { ...passed, ...done };
    }),
});
