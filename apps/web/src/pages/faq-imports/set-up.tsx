import type { FaqMapping } from '@answerdesk/domain';
import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../trpc.ts';
import { CheckResult } from './check-result.tsx';
import { Columns } from './columns.tsx';
import { isComplete } from './mapping.ts';
import { StartForm } from './start-form.tsx';
import type { Job } from './upload-file.ts';
import { useImportActions } from './use-import.ts';

const SETTLED_MS = 350;

/** Before an import: which column holds what, what would come of it, and the start. */
export function SetUp({ job }: { readonly job: Job }) {
  const { id, headings } = job;
  const trpc = useTRPC();
  const { start } = useImportActions(id);
  const [wanted, setWanted] = useState({ id: id as string, mapping: job.mapping, isPublishing: job.isPublishing });
  const [settled] = useDebouncedValue(wanted, SETTLED_MS);
  const canCheck = isComplete(wanted.mapping);
  const check = useQuery(
    trpc.faqImports.check.queryOptions(settled, {
      enabled: isComplete(settled.mapping),
      placeholderData: keepPreviousData,
      refetchOnMount: 'always',
      trpc: { abortOnUnmount: true },
    }),
  );
  const isFresh = settled === wanted && !check.isFetching && !check.error;
  const counts = canCheck && isFresh ? check.data?.counts : undefined;
  return (
    <Stack gap="lg">
      <Columns
        headings={headings}
        mapping={wanted.mapping}
        onChange={(mapping: FaqMapping) => setWanted({ ...wanted, mapping })}
      />
      <CheckResult
        check={canCheck ? check.data : undefined}
        isComplete={canCheck}
        isChecking={canCheck && !isFresh && !check.error}
        error={check.error}
        retry={check.refetch}
      />
      <StartForm
        isPublishing={wanted.isPublishing}
        onPublishing={(isPublishing) => setWanted({ ...wanted, isPublishing })}
        counts={counts}
        isPending={start.isPending}
        onStart={() => start.attempt(wanted)}
      />
      {start.reasonDialog}
    </Stack>
  );
}
