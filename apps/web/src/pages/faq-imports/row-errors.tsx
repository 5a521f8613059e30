import type { FaqRowError } from '@answerdesk/domain';
import { Stack, Text } from '@mantine/core';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { readRowError } from './row-problem.ts';

/** The rows that are wrong and why; `count` is how many there are, of which only the first may be known. */
export function RowErrors({ errors, count }: { readonly errors: readonly FaqRowError[]; readonly count: number }) {
  const t = useSentences('faq-imports');
  const { number } = useFormat();
  const say = useRowProblem();
  const columns: readonly Column<FaqRowError>[] = [
    { name: 'row', header: t('errors.row'), width: '6rem', cell: ({ row }) => number(row) },
    { name: 'problem', header: t('errors.problem'), cell: ({ message }) => <Problem>{say(message)}</Problem> },
  ];
  return (
    <Stack gap="xs">
      <VirtualTable
        label={t('errors.title')}
        columns={columns}
        rows={errors}
        idOf={({ row }) => String(row)}
        height="22rem"
        cardHeight={72}
        card={({ row, message }) => (
          <>
            <Text size="sm" fw={600}>
              {t('errors.rowNumber', { row: number(row) })}
            </Text>
            <Problem>{say(message)}</Problem>
          </>
        )}
      />
      {errors.length < count && (
        <Text size="sm" c="dimmed">
          {t('errors.shown', { shown: number(errors.length), all: number(count) })}
        </Text>
      )}
    </Stack>
  );
}

function Problem({ children }: { readonly children: string }) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      {children}
    </Text>
  );
}

/** Says what is wrong with a row, each thing on a line of its own. */
function useRowProblem(): (message: string) => string {
  const t = useSentences('faq-imports');
  return (message) =>
    readRowError(message)
      .map((part) => {
        const problem = part.sentence === undefined ? part.words : t(part.sentence, part.values);
        return part.field === undefined ? problem : t('errors.of', { field: t(`field.${part.field}`), problem });
      })
      .join('\n');
}
