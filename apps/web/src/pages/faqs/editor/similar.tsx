import { Alert, Box, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCopy } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TextLink } from '../../../components/button-link.tsx';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import type { FaqDraft } from './draft.ts';

const LEAST = 3;

/** Warns while one writes: of FAQs that ask the same already, and of those that answer it otherwise. */
export function Similar({
  draft,
  exceptId,
}: {
  readonly draft: Pick<FaqDraft, 'question' | 'answer' | 'variants' | 'locale'>;
  readonly exceptId: string | undefined;
}) {
  const t = useSentences('faqs');
  const trpc = useTRPC();
  const [written] = useDebouncedValue(draft, 400);
  const question = written.question.trim();
  const answer = written.answer.trim();
  const { data: similar = [] } = useQuery(
    trpc.faqs.similar.queryOptions(
      {
        question: question.slice(0, 500),
        variants: written.variants.slice(0, 30),
        ...(answer !== '' && { answer: answer.slice(0, 8_000) }),
        ...(written.locale !== '' && { locale: written.locale }),
        ...(exceptId !== undefined && { exceptId }),
      },
      { enabled: question.length >= LEAST, placeholderData: keepPreviousData },
    ),
  );
  const found = question.length >= LEAST ? similar : [];
  const isContradiction = found.some((each) => each.isContradiction);
  return (
    <div role="status">
      {found.length > 0 && (
        <Alert
          mb="md"
          color={isContradiction ? 'orange' : 'yellow'}
          icon={isContradiction ? <IconAlertTriangle aria-hidden /> : <IconCopy aria-hidden />}
          title={t(isContradiction ? 'similar.contradiction' : 'similar.title')}
        >
          <Stack gap="xs">
            <Text size="sm">{t(isContradiction ? 'similar.contradictionAbout' : 'similar.about')}</Text>
            {found.map((each) => (
              <Box key={each.id}>
                <TextLink
                  to="/faqs/$faqId"
                  params={{ faqId: each.id }}
                  target="_blank"
                  size="sm"
                  underline="always"
                  c="inherit"
                  fw={600}
                >
                  <bdi>{each.question}</bdi>
                </TextLink>
                <Text size="xs">
                  {t(`similar.${relationOf(each)}`)}
                  {each.matched !== each.question && <bdi> {t('similar.as', { text: each.matched })}</bdi>}
                </Text>
                <Text size="xs" lineClamp={2} dir="auto">
                  {each.answer}
                </Text>
              </Box>
            ))}
          </Stack>
        </Alert>
      )}
    </div>
  );
}

function relationOf({
  isContradiction,
  kind,
}: {
  readonly isContradiction: boolean;
  readonly kind: 'same' | 'similar';
}) {
  if (isContradiction) return 'otherwise';
  return kind === 'same' ? 'same' : 'like';
}
