import { Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink, TextLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { Back } from './back.tsx';
import { EgoGraph } from './ego-graph.tsx';
import classes from './glossary.module.css';
import { LinkedTerms } from './linked-terms.tsx';

const route = getRouteApi('/signed-in/faqs/glossary/faqs/$faqId');

/** One FAQ: the terms it is linked to, and the FAQs that these lead to. */
export function FaqLinksPage() {
  const t = useSentences('glossary');
  const trpc = useTRPC();
  const { faqId } = route.useParams();
  const around = useQuery(trpc.glossary.neighbours.queryOptions({ kind: 'faq', id: faqId }));
  const { data } = around;
  return (
    <>
      <Back to="/faqs/glossary">{t('back')}</Back>
      {around.isPending && <LoadingRows rows={5} height={80} />}
      {around.error && <ErrorState error={around.error} retry={around.refetch} />}
      {data?.kind === 'faq' && (
        <>
          <PageHeader
            title={data.question}
            actions={
              <ButtonLink
                to="/faqs/$faqId"
                params={{ faqId }}
                variant="default"
                leftSection={<IconPencil size={16} aria-hidden />}
              >
                {t('faq.open')}
              </ButtonLink>
            }
          />
          <Stack gap="lg">
            <EgoGraph of={data} />
            {data.terms.length > 0 && <LinkedTerms terms={data.terms} title={t('faq.terms')} />}
            <Section title={t('faq.related')} about={t('faq.relatedAbout')}>
              {data.faqs.length === 0 ? (
                <Text c="dimmed">{t('faq.none')}</Text>
              ) : (
                <ul className={classes['list']}>
                  {data.faqs.map(({ id, question }) => (
                    <li key={id} className={classes['item']}>
                      <TextLink to="/faqs/glossary/faqs/$faqId" params={{ faqId: id }}>
                        <bdi>{question}</bdi>
                      </TextLink>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </Stack>
        </>
      )}
    </>
  );
}
