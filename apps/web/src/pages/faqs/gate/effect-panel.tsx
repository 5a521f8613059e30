import { Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
import { CaseChanges } from './case-changes.tsx';
import type { Effect } from './effect.ts';
import { Figures } from './figures.tsx';

/** Typing is over when nothing was written for so long. */
const SETTLED_MS = 1_500;
const MOST_SHOWN = 5;
/** How effects are asked for: they take long, and nobody else waits for them. */
export const asked = {
  staleTime: 60_000,
  retry: false,
  trpc: { abortOnUnmount: true },
} as const;

type Content = Parameters<typeof trpcClient.faqs.effect.query>[0]['content'];

/** What publishing what is written would change, as far as it is known; it holds nobody up. */
export function EffectPanel({
  content: written,
  id,
}: {
  /** Without it there is nothing to publish. */
  readonly content: Content | undefined;
  /** The FAQ that it is published over; without one it is new. */
  readonly id?: string | undefined;
}) {
  const trpc = useTRPC();
  const [content] = useDebouncedValue(written, SETTLED_MS);
  const isWanted = written !== undefined && content !== undefined;
  const { data, isFetching, refetch } = useQuery(
    trpc.faqs.effect.queryOptions(
      { content: content ?? { question: '-', variants: [], answer: '-' }, ...(id !== undefined && { id }) },
      { enabled: isWanted, ...asked },
    ),
  );
  return isWanted && <EffectCard effect={data} isFetching={isFetching} again={refetch} />;
}

/** What a change would do, as far as it is known. */
export function EffectCard({
  effect,
  isFetching,
  again,
  children,
}: {
  /** Without it, it could not be asked for. */
  readonly effect: Effect | undefined;
  readonly isFetching: boolean;
  /** Asks for it once more. */
  readonly again: () => unknown;
  /** What else is known of it. */
  readonly children?: ReactNode;
}) {
  const t = useSentences('gate');
  const shell = useSentences('shell');
  const section = useRef<HTMLElement>(null);
  const isUnknown = !isFetching && (!effect || effect.kind === 'unknown');
  const askAgain = () => {
    // The button goes away; who pressed it by keyboard stays here.
    section.current?.focus();
    void again();
  };
  return (
    <Paper
      component="section"
      ref={section}
      tabIndex={-1}
      withBorder
      radius="lg"
      p="md"
      mb="md"
      aria-label={t('title')}
    >
      <Stack gap="xs">
        <Title order={2} fz="md">
          {t('title')}
        </Title>
        <div role="status">
          {isFetching ? (
            <Group gap="xs">
              <Loader size="xs" aria-hidden />
              <Text size="sm">{t('busy')}</Text>
            </Group>
          ) : (
            <Found effect={effect} />
          )}
        </div>
        {isUnknown && (
          <Button size="xs" variant="default" onClick={askAgain} style={{ alignSelf: 'flex-start' }}>
            {shell('action.retry')}
          </Button>
        )}
        {!isFetching && children}
      </Stack>
    </Paper>
  );
}

function Found({ effect }: { readonly effect: Effect | undefined }) {
  const t = useSentences('gate');
  const { number } = useFormat();
  if (!effect || effect.kind === 'unknown') return <Text size="sm">{t('unknown')}</Text>;
  if (effect.kind === 'none') return <Text size="sm">{t('none')}</Text>;
  const { pinned, confirmed, wording } = effect.cases;
  return (
    <Stack gap="sm">
      {effect.changed === 0 && <Text size="sm">{t('none')}</Text>}
      {effect.isTooFew ? <Text size="sm">{t('tooFew')}</Text> : effect.changed > 0 && <Figures effect={effect} />}
      <CaseChanges effect={effect} most={MOST_SHOWN} />
      <Text size="xs" c="dimmed">
        {t('basis', { number: number(pinned + confirmed + wording) })}
      </Text>
    </Stack>
  );
}
