import { faqLimits } from '@answerdesk/domain';
import { Alert, Autocomplete, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import type { FaqEditor } from './use-faq-editor.ts';

/** Where the FAQ belongs, its image, and when it holds. */
export function DetailsSection({ editor: { draft, change, checked } }: { readonly editor: FaqEditor }) {
  const t = useSentences('faqs');
  const trpc = useTRPC();
  const { data: categories = [] } = useQuery(trpc.faqs.categories.queryOptions());
  const isPersonOnly = categories.some(({ name, isPersonOnly: is }) => is && name === draft.category.trim());
  return (
    <Section title={t('details.title')}>
      <Stack gap="md">
        <Autocomplete
          label={t('field.category')}
          description={t('details.category')}
          dir="auto"
          maxLength={faqLimits.category}
          data={categories.map(({ name }) => name)}
          value={draft.category}
          error={checked.problemAt('category')}
          onChange={(category) => change({ category })}
        />
        {isPersonOnly && (
          <Alert color="grape" icon={<IconUserQuestion aria-hidden />}>
            {t('details.personOnly')}
          </Alert>
        )}
        <TextInput
          type="url"
          label={t('field.image')}
          description={t('details.image')}
          placeholder="https://"
          dir="ltr"
          value={draft.imageUrl}
          error={checked.problemAt('imageUrl')}
          onChange={({ currentTarget }) => change({ imageUrl: currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            type="datetime-local"
            label={t('field.validFrom')}
            description={t('details.validFrom')}
            value={draft.validFrom}
            error={checked.problemAt('validFrom')}
            onChange={({ currentTarget }) => change({ validFrom: currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t('field.validUntil')}
            description={t('details.validUntil')}
            value={draft.validUntil}
            error={checked.problemAt('validUntil')}
            onChange={({ currentTarget }) => change({ validUntil: currentTarget.value })}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}
