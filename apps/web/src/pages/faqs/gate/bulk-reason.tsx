import type { useBulk } from '../use-bulk.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** Asks why something is done with many FAQs that costs right answers. */
export function BulkReason({ bulk }: { readonly bulk: ReturnType<typeof useBulk> }) {
  return (
    <ReasonDialog
      effect={bulk.losing?.effect}
      part={bulk.losing?.part}
      isBusy={bulk.isPending}
      close={() => bulk.losing?.decideLater()}
      publish={(accepted) => bulk.losing?.publish(accepted)}
    />
  );
}
