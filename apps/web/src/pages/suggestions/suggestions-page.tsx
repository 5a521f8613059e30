import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { ChosenEffect } from './chosen-effect.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { type SuggestionState, suggestionStates } from './state.ts';
import type { SuggestionRead } from './suggestion.ts';
import { type CardActions, SuggestionCard } from './suggestion-card.tsx';
import classes from './suggestions.module.css';
import { useCardKeys } from './use-card-keys.ts';
import { useDecide } from './use-decide.tsx';

const route = getRouteApi('/signed-in/faqs/suggestions');
const PAGE = 25;
const MOST = 500;
/** As many as one call decides about. */
const MOST_CHOSEN = 200;

/** What the team's replies suggest for the FAQs, what most speaks for first. */
export function SuggestionsPage() {
  const t = useSentences('suggestions');
  const faqs = useSentences('faqs');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const mayPublish = useMay()('faq.publish');
  const { state = 'open' }: { readonly state?: SuggestionState } = route.useSearch();
  const [limit, setLimit] = useState(PAGE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<SuggestionRead>();
  const list = useQuery(trpc.suggestions.list.queryOptions({ state, limit }, { placeholderData: (before) => before }));
  const suggestions = list.data?.suggestions ?? [];
  const decide = useDecide(
    (wanted) => suggestions.find(({ id }) => id === wanted)?.question ?? '',
    () => setChosen(new Set()),
  );
  const picked = suggestions.filter(({ id }) => chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const actionsOf = (suggestion: SuggestionRead): CardActions => {
    const act = (verb: 'approve' | 'reject' | 'reopen') => () => {
      const { id, revision } = suggestion;
      if (!decide.isPending) decide.attempt({ verb, suggestions: [{ id, revision }] });
    };
    return { approve: act('approve'), reject: act('reject'), reopen: act('reopen'), edit: () => setEdited(suggestion) };
  };
  useCardKeys(
    suggestions.map(({ id }) => id),
    {
      toggle,
      actionsOf: (id) => {
        const found = suggestions.find((each) => each.id === id);
        return found?.state === 'open' && edited === undefined ? actionsOf(found) : undefined;
      },
    },
  );
  return (
    <>
      <ButtonLink
        to="/faqs"
        variant="subtle"
        size="compact-sm"
        mb="xs"
        leftSection={<IconArrowLeft size={16} aria-hidden className="mantine-rotate-rtl" />}
      >
        {faqs('title')}
      </ButtonLink>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      <Stack gap="sm">
        <Group component="fieldset" gap={6} m={0} p={0} bd={0} miw={0} aria-label={t('state.label')}>
          {suggestionStates.map((each) => (
            <Button
              key={each}
              size="compact-sm"
              radius="xl"
              fw={each === state ? 600 : 400}
              variant={each === state ? 'light' : 'default'}
              aria-pressed={each === state}
              onClick={() => {
                setLimit(PAGE);
                setChosen(new Set());
                void navigate({
                  to: '/faqs/suggestions',
                  search: each === 'open' ? {} : { state: each },
                  replace: true,
                });
              }}
            >
              {t(`state.${each}`)}
            </Button>
          ))}
        </Group>
        {list.isPending && <LoadingRows rows={4} height={140} />}
        {list.error && <ErrorState error={list.error} retry={list.refetch} />}
        {list.isSuccess && suggestions.length === 0 && (
          <EmptyState icon={IconBulb} title={t(`none.${state}`)}>
            {t(`noneAbout.${state}`)}
          </EmptyState>
        )}
        {suggestions.length > 0 && (
          <>
            <Bulk
              suggestions={suggestions}
              chosen={picked}
              onChoose={(ids) => setChosen(new Set(ids))}
              decide={decide}
              state={state}
            />
            {state === 'open' && mayPublish && <ChosenEffect chosen={picked.slice(0, MOST_CHOSEN)} leaveOut={toggle} />}
            <ul className={classes['list']} aria-busy={list.isFetching}>
              {suggestions.map((suggestion) => (
                <SuggestionCard
                  key={suggestion.id}
                  suggestion={suggestion}
                  isChosen={chosen.has(suggestion.id)}
                  onChoose={() => toggle(suggestion.id)}
                  actions={actionsOf(suggestion)}
                  isBusy={decide.isPending}
                />
              ))}
            </ul>
            {(list.data?.total ?? 0) > suggestions.length && limit < MOST && (
              <Button
                variant="default"
                style={{ alignSelf: 'center' }}
                loading={list.isFetching}
                onClick={() => setLimit(Math.min(MOST, limit + PAGE))}
              >
                {t('more')}
              </Button>
            )}
            {state === 'open' && (
              <Text size="xs" c="dimmed" visibleFrom="sm">
                {t('keys')}
              </Text>
            )}
          </>
        )}
      </Stack>
      {decide.reasonDialog}
      {edited && <EditDialog suggestion={edited} decide={decide} close={() => setEdited(undefined)} />}
    </>
  );
}

/** What can be done with all that are chosen. */
function Bulk({
  suggestions,
  chosen,
  onChoose,
  decide,
  state,
}: {
  readonly suggestions: readonly SuggestionRead[];
  readonly chosen: readonly SuggestionRead[];
  readonly onChoose: (ids: readonly string[]) => void;
  readonly decide: ReturnType<typeof useDecide>;
  readonly state: SuggestionState;
}) {
  const t = useSentences('suggestions');
  const most = suggestions.slice(0, MOST_CHOSEN).map(({ id }) => id);
  const isAll = chosen.length >= most.length;
  const verbs = state === 'open' ? (['approve', 'reject'] as const) : (['reopen'] as const);
  return (
    <Paper
      withBorder
      radius="lg"
      px="md"
      py="xs"
      component="section"
      aria-label={t('bulk')}
      pos="sticky"
      top={64}
      style={{ zIndex: 1 }}
    >
      <Group gap="xs">
        <Checkbox
          label={t('chooseAll')}
          checked={isAll}
          indeterminate={!isAll && chosen.length > 0}
          onChange={() => onChoose(isAll ? [] : most)}
        />
        <Text size="sm" fw={600} role="status" me="auto">
          {chosen.length > 0 && t('chosen', { count: chosen.length })}
        </Text>
        {chosen.length > 0 &&
          verbs.map((verb) => (
            <Button
              key={verb}
              size="xs"
              variant={verb === 'approve' ? 'filled' : 'default'}
              loading={decide.isPending && decide.input?.verb === verb}
              disabled={decide.isPending}
              onClick={() => {
                const wanted = chosen.slice(0, MOST_CHOSEN).map(({ id, revision }) => ({ id, revision }));
                decide.attempt({ verb, suggestions: wanted });
              }}
            >
              {t(verb)}
            </Button>
          ))}
        {chosen.length > 0 && (
          <Button size="xs" variant="subtle" onClick={() => onChoose([])}>
            {t('clear')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
