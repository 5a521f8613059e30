import { Group, Loader, Stack, Text, Title } from '@mantine/core';
import { ErrorState } from '../../components/error-state.tsx';
import { languageName } from '../../components/language-name.ts';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Section } from '../../components/section.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';
import { Counts } from './counts.tsx';
import classes from './faq-imports.module.css';
import { RowErrors } from './row-errors.tsx';

type Check = Awaited<ReturnType<typeof trpcClient.faqImports.check.query>>;

/** What an import would do with the columns as they are chosen. */
export function CheckResult({
  check,
  isComplete,
  isChecking,
  error,
  retry,
}: {
  readonly check: Check | undefined;
  readonly isComplete: boolean;
  readonly isChecking: boolean;
  readonly error: unknown;
  readonly retry: () => unknown;
}) {
  const t = useSentences('faq-imports');
  return (
    <Section
      title={t('check.title')}
      aside={
        <Group gap="xs" role="status" mih={24}>
          {isChecking && (
            <>
              <Loader size="xs" aria-hidden />
              <Text size="sm">{t('check.checking')}</Text>
            </>
          )}
        </Group>
      }
    >
      {!isComplete ? (
        <Text c="dimmed">{t('check.incomplete')}</Text>
      ) : error ? (
        <ErrorState error={error} retry={retry} />
      ) : !check ? (
        <LoadingRows rows={2} height={64} />
      ) : (
        <Stack gap="lg">
          <Counts counts={check.counts} />
          {check.counts.failed > 0 && (
            <Stack gap="xs">
              <Text>{t('check.wrong', { count: check.counts.failed })}</Text>
              <RowErrors errors={check.errors} count={check.counts.failed} />
            </Stack>
          )}
          {check.sample.length > 0 && <Sample sample={check.sample} />}
        </Stack>
      )}
    </Section>
  );
}

function Sample({ sample }: { readonly sample: Check['sample'] }) {
  const t = useSentences('faq-imports');
  const screen = useLanguage();
  return (
    <Stack gap="sm">
      <Title order={3} fz="md">
        {t('check.sample')}
      </Title>
      <ul className={classes['list']}>
        {sample.map(({ question, answer, variants, locale, category }) => {
          const more = [
            ...(locale === undefined ? [] : [languageName(locale, screen)]),
            ...(category === undefined ? [] : [category]),
            ...(variants.length === 0 ? [] : [t('check.variants', { count: variants.length })]),
          ];
          return (
            <Stack key={`${locale} ${question}`} component="li" gap={4} className={classes['item']}>
              <Text fw={600} dir="auto" className={classes['text']}>
                {question}
              </Text>
              <Text size="sm" dir="auto" lineClamp={3} className={classes['text']} style={{ whiteSpace: 'pre-line' }}>
                {answer}
              </Text>
              {more.length > 0 && (
                <Text size="sm" c="dimmed" dir="auto">
                  {more.join(' · ')}
                </Text>
              )}
            </Stack>
          );
        })}
      </ul>
    </Stack>
  );
}
