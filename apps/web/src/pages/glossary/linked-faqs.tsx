import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { TextLink } from '../../components/button-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { FaqPick } from '../faqs/editor/faq-pick.tsx';
import classes from './glossary.module.css';
import { type GlossaryView, type Neighbours, type TermView, withLink } from './glossary.ts';
import { useChange } from './use-change.ts';

/** The FAQs that name a term or were linked to it, with what links one more or one less. */
export function LinkedFaqs({
  view,
  term,
  around,
}: {
  readonly view: GlossaryView;
  readonly term: TermView;
  readonly around: Extract<Neighbours, { kind: 'term' }>;
}) {
  const t = useSentences('glossary');
  const may = useMay();
  const { number } = useFormat();
  const { change, isPending } = useChange();
  const [picked, setPicked] = useState({ id: '', question: '' });
  const set = (faqId: string, isLinked: boolean, said: string) =>
    change({ revision: view.revision, change: { put: [withLink(term, faqId, isLinked)] }, said }).catch(
      () => undefined,
    );
  const hidden = around.faqCount - around.faqs.length;
  return (
    <Section title={t('linked.title')} about={t('linked.about')}>
      <Stack gap="sm">
        {around.faqs.length === 0 && <Text c="dimmed">{t('linked.none')}</Text>}
        <ul className={classes['list']}>
          {around.faqs.map(({ id, question, isByHand }) => (
            <li key={id} className={classes['item']}>
              <Group justify="space-between" gap="xs">
                <Group gap="xs" flex="1 1 12rem">
                  <TextLink to="/faqs/glossary/faqs/$faqId" params={{ faqId: id }}>
                    <bdi>{question}</bdi>
                  </TextLink>
                  {isByHand && <Badge variant="default">{t('linked.byHand')}</Badge>}
                </Group>
                {may('faq.publish') && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={isPending}
                    aria-label={`${t('linked.unlink')}: ${question}`}
                    onClick={() => void set(id, false, t('done.unlinked'))}
                  >
                    {t('linked.unlink')}
                  </Button>
                )}
              </Group>
            </li>
          ))}
        </ul>
        {hidden > 0 && <Text c="dimmed">{t('linked.more', { number: number(hidden) })}</Text>}
        {may('faq.publish') && (
          <Group align="flex-end" gap="xs">
            <FaqPick
              faqId={picked.id}
              exceptId={undefined}
              problem={undefined}
              onPick={(id, question) => setPicked({ id, question })}
            />
            <Button
              variant="default"
              disabled={picked.id === ''}
              loading={isPending}
              onClick={() =>
                void set(picked.id, true, t('done.linked')).then(() => setPicked({ id: '', question: '' }))
              }
            >
              {t('linked.link')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
