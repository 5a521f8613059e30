import { faqContentSchema } from '@answerdesk/domain';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { languageName } from '../../components/language-name.ts';
import { notify } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { useGated } from '../faqs/gate/use-gated.tsx';
import type { Added } from './added-note.tsx';
import classes from './faq-imports.module.css';
import { type Proposal, ProposalFields } from './proposal-fields.tsx';

type Found = Awaited<ReturnType<typeof trpcClient.faqImports.readPage.mutate>>;

const isGood = (proposal: Proposal) => faqContentSchema.safeParse(proposal).success;

/** The questions a page has, to choose from and to put right before they are added. */
export function Proposals({
  found,
  onAdded,
  onUndone,
  onDrop,
}: {
  readonly found: Found;
  readonly onAdded: (added: Added) => void;
  readonly onUndone: () => void;
  readonly onDrop: () => void;
}) {
  const t = useSentences('faq-imports');
  const screen = useLanguage();
  const may = useMay();
  const [proposals, setProposals] = useState<readonly Proposal[]>(() =>
    found.proposals.map(({ question, answer }, at) => ({ key: at, question, answer, isChosen: true })),
  );
  const add = useAdd(found.locale, onAdded, onUndone);
  const chosen = proposals.filter(({ isChosen }) => isChosen);
  const canAdd = chosen.length > 0 && chosen.every(isGood);
  const isAll = chosen.length === proposals.length;
  return (
    <Stack gap="md">
      <div>
        <Text fw={600} dir="auto">
          {found.title || found.url}
        </Text>
        <Text size="sm" c="dimmed" role="status">
          {t('page.found', { count: proposals.length })}
          {found.locale !== undefined && ` ${t('page.language', { language: languageName(found.locale, screen) })}`}
        </Text>
      </div>
      <Checkbox
        label={t('page.all')}
        checked={isAll}
        indeterminate={!isAll && chosen.length > 0}
        onChange={() => setProposals(proposals.map((proposal) => ({ ...proposal, isChosen: !isAll })))}
      />
      <ul className={classes['list']}>
        {proposals.map((proposal) => (
          <ProposalFields
            key={proposal.key}
            proposal={proposal}
            onChange={(next) => setProposals(proposals.map((each) => (each.key === next.key ? next : each)))}
          />
        ))}
      </ul>
      <Group>
        <Text size="sm">{t('page.chosen', { count: chosen.length })}</Text>
        <Button
          disabled={!canAdd}
          loading={add.isPending && add.input?.isPublishing === false}
          onClick={() => add.attempt({ chosen, isPublishing: false })}
        >
          {t('page.draft')}
        </Button>
        {may('faq.publish') && (
          <Button
            variant="default"
            disabled={!canAdd}
            loading={add.isPending && add.input?.isPublishing === true}
            onClick={() => add.attempt({ chosen, isPublishing: true })}
          >
            {t('page.publish')}
          </Button>
        )}
        <Button variant="subtle" onClick={onDrop}>
          {t('page.drop')}
        </Button>
      </Group>
      {add.reasonDialog}
    </Stack>
  );
}

function useAdd(locale: string | undefined, onAdded: (added: Added) => void, onUndone: () => void) {
  const t = useSentences('faq-imports');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(trpc.faqs.pathFilter());
  return useGated({
    change: ({ chosen, isPublishing }: { readonly chosen: readonly Proposal[]; readonly isPublishing: boolean }, why) =>
      trpcClient.faqImports.addMany.mutate({
        ...why,
        contents: chosen.map(({ question, answer }) => ({ question, answer, ...(locale !== undefined && { locale }) })),
        isPublishing,
      }),
    onDone: (added) => {
      void refresh();
      onAdded(added);
      const message = t('page.added', { count: added.changed.length });
      if (added.changed.length === 0) return notify(message, 'plain');
      offerUndo(message, async () => {
        await trpcClient.faqs.undo.mutate({ changes: [...added.changed] });
        onUndone();
        await refresh();
      });
    },
  });
}
