import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { cutToFaq, FaqFields, isWholeFaq } from '../../components/faq-fields.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { Similar } from '../faqs/editor/similar.tsx';
import type { SuggestionRead } from './suggestion.ts';
import type { useDecide } from './use-decide.tsx';

/** Puts a suggestion right before it is approved. */
export function EditDialog({
  suggestion,
  decide,
  close,
}: {
  readonly suggestion: SuggestionRead;
  readonly decide: ReturnType<typeof useDecide>;
  readonly close: () => void;
}) {
  const t = useSentences('suggestions');
  const shell = useSentences('shell');
  const mayPublish = useMay()('faq.publish');
  const [texts, setTexts] = useState(cutToFaq(suggestion));
  const { id, revision, kind } = suggestion;
  const isReady = isWholeFaq(texts);
  return (
    <Modal
      opened
      onClose={close}
      title={t('form.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          const edited = { question: texts.question.trim(), answer: texts.answer.trim() };
          decide.attempt({ verb: 'approve', suggestions: [{ id, revision, edited }], whenDone: close });
        }}
      >
        <Stack>
          {!mayPublish && <Alert color="gray">{t('form.isDraft')}</Alert>}
          {suggestion.hasHole && <Alert color="orange">{t('hole')}</Alert>}
          <FaqFields
            texts={texts}
            labels={{ question: t('form.question'), answer: t('form.answer') }}
            onChange={setTexts}
            hasAnswer={kind !== 'wording'}
            isFocused
          />
          {kind === 'new' && (
            <Similar
              draft={{ ...texts, variants: suggestion.wordings, locale: suggestion.locale ?? '' }}
              exceptId={undefined}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={decide.isPending}>
              {t('form.approve')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
