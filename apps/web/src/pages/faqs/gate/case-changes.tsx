import { Badge, Group, Stack, Text } from '@mantine/core';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import type { CaseChange, ForetoldEffect } from './effect.ts';
import { ListedQuestion, TitledList } from './titled-list.tsx';

const colours = { lost: 'red', gained: 'green', other: 'gray' } as const;

/** Which questions would be answered otherwise, the most important first. */
export function CaseChanges({ effect, most }: { readonly effect: ForetoldEffect; readonly most: number }) {
  const t = useSentences('gate');
  const { number } = useFormat();
  const shown = effect.changes.slice(0, most);
  const rest = effect.changed - shown.length;
  if (shown.length === 0) return null;
  return (
    <Stack gap="xs">
      <TitledList title={t('changes')}>
        {shown.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </TitledList>
      {rest > 0 && (
        <Text size="sm" c="dimmed">
          {t('more', { number: number(rest) })}
        </Text>
      )}
    </Stack>
  );
}

function Change({ change: { text, kind, effect, was, willBe } }: { readonly change: CaseChange }) {
  const t = useSentences('gate');
  const said = (answer: CaseChange['was']) =>
    answer.outcome === 'answered' ? answer.question : t(`answer.${answer.outcome}`);
  return (
    <li>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Badge
          size="sm"
          variant="light"
          color={colours[effect]}
          c="var(--mantine-color-text)"
          tt="none"
          style={{ flex: 'none' }}
        >
          {t(`effect.${effect}`)}
        </Badge>
        <ListedQuestion>{text}</ListedQuestion>
      </Group>
      <Text size="xs" c="dimmed">
        {t(`kind.${kind}`)} · <bdi>{t('was', { answer: said(was) })}</bdi> ·{' '}
        <bdi>{t('willBe', { answer: said(willBe) })}</bdi>
      </Text>
    </li>
  );
}
