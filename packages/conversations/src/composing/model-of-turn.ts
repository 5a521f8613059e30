import type { ComposeDeps, Turn } from './turn.ts';

/** What asks nothing does not wait longer for FAQs that are being learnt. */
const AT_ONCE_MS = 300;

/** One turn asks for the tenant's model once: the language is judged by the same FAQs that the answer comes from. */
export function withOneModel(deps: ComposeDeps): ComposeDeps {
  let model: ReturnType<ComposeDeps['modelFor']> | undefined;
  return {
    ...deps,
    modelFor: (tenantId, faqsVersion) => {
      model ??= deps.modelFor(tenantId, faqsVersion);
      return model;
    },
  };
}

/** A tenant's model unless it has to be learnt first, for what is said without it rather than late; asked for once a turn. */
export function modelAtOnceOf(deps: ComposeDeps, tenant: Turn['tenant']): Turn['modelAtOnce'] {
  let atOnce: ReturnType<Turn['modelAtOnce']> | undefined;
  return () => {
    atOnce ??= within(AT_ONCE_MS, deps.modelFor(tenant.id, tenant.faqsVersion));
    return atOnce;
  };
}

/** What was promised; undefined when it did not come in time. */
async function within<Result>(waitMs: number, promised: Promise<Result>): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, waitMs, undefined);
  });
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}
