import type { TenantId } from '@answerdesk/domain';
import type { Context } from '../trpc.ts';

/** How long somebody who is no member any more may still hear that something changed. */
const ASK_AGAIN_MS = 15_000;

/** Listens until the caller goes away, or is no member of the tenant any more. */
export async function* whileMember<Told>(
  { tenantId, readStanding }: Pick<Context, 'readStanding'> & { readonly tenantId: TenantId },
  signal: AbortSignal | undefined,
  listen: (ended: AbortSignal) => AsyncIterable<Told>,
): AsyncGenerator<Told> {
  const left = new AbortController();
  const again = setInterval(async () => {
    const { membership } = await readStanding().catch(() => ({ membership: undefined }));
    if (membership?.tenantId !== tenantId) left.abort();
  }, ASK_AGAIN_MS);
  try {
    yield* listen(signal ? AbortSignal.any([signal, left.signal]) : left.signal);
  } finally {
    clearInterval(again);
  }
}
