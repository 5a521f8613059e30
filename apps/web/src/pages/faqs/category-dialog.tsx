import { faqLimits } from '@answerdesk/domain';
import { Autocomplete, Button, Group, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';

/** Asks for the category of the ticked FAQs; an empty one takes it away. */
export function CategoryDialog({
  isOpen,
  close,
  onChoose,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly onChoose: (category: string) => void;
}) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const { data: categories = [] } = useQuery(trpc.faqs.categories.queryOptions());
  const [category, setCategory] = useState('');
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('action.categorise')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          onChoose(category.trim());
        }}
      >
        <Stack>
          <Autocomplete
            data-autofocus
            label={t('field.category')}
            description={t('bulk.noCategory')}
            maxLength={faqLimits.category}
            data={categories.map(({ name }) => name)}
            value={category}
            onChange={setCategory}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit">{t('action.categorise')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
