import { Button, Group, Stack, Text } from '@mantine/core';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { ListedQuestion, TitledList } from '../faqs/gate/titled-list.tsx';

export type Taking = readonly { readonly id: string; readonly lost: number }[];

/** Which of the chosen suggestions take right answers from other FAQs, and a way to go on without one. */
export function Takers({
  taking,
  questionOf,
  leaveOut,
}: {
  readonly taking: Taking;
  readonly questionOf: (id: string) => string;
  /** Without it nothing would be left. */
  readonly leaveOut: ((id: string) => void) | undefined;
}) {
  const t = useSentences('gate');
  const { number } = useFormat();
  if (taking.length === 0) return null;
  return (
    <Stack gap="xs">
      <TitledList title={t('takers')}>
        {taking.map(({ id, lost }) => (
          <Group component="li" key={id} justify="space-between" wrap="nowrap" gap="sm">
            <Stack gap={0} miw={0}>
              <ListedQuestion>{questionOf(id)}</ListedQuestion>
              <Text size="xs" c="dimmed">
                {t('takes', { number: number(lost) })}
              </Text>
            </Stack>
            {leaveOut && (
              <Button
                size="xs"
                variant="default"
                style={{ flex: 'none' }}
                aria-label={t('leaveOutOf', { question: questionOf(id) })}
                onClick={() => leaveOut(id)}
              >
                {t('leaveOut')}
              </Button>
            )}
          </Group>
        ))}
      </TitledList>
    </Stack>
  );
}
