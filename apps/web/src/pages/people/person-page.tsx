import type { ContactId } from '@answerdesk/domain';
import { Alert, Badge, Box, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { languageName } from '../../components/language-name.ts';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { problemOf } from '../../problem.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { Channels } from './channels.tsx';
import { Conversations } from './conversations.tsx';
import { ErasePerson } from './erase-person.tsx';
import { Mood } from './mood.tsx';
import { type PersonRead, readContactId } from './person.ts';
import { Ratings } from './ratings.tsx';
import { RuleTags } from './rule-tags.tsx';
import { Topics } from './topics.tsx';

const route = getRouteApi('/signed-in/people/$contactId');

/** One customer, over all the channels that are theirs. */
export function PersonPage() {
  const { contactId } = route.useParams();
  const id = readContactId(contactId);
  return id === undefined ? <Gone /> : <Opened key={id} id={id} />;
}

function Gone() {
  const shell = useSentences('shell');
  return (
    <EmptyState icon={IconUserOff} title={shell('notFound.title')} isPage>
      {shell('notFound.body')}
    </EmptyState>
  );
}

function Opened({ id }: { readonly id: ContactId }) {
  const trpc = useTRPC();
  const read = useQuery(trpc.people.get.queryOptions({ contactId: id }, { staleTime: 0 }));
  if (read.isPending) return <LoadingRows rows={5} height={80} />;
  if (read.data) return <Profile id={id} person={read.data} />;
  return problemOf(read.error) === 'NOT_FOUND' ? <Gone /> : <ErrorState error={read.error} retry={read.refetch} />;
}

function Profile({ id, person }: { readonly id: ContactId; readonly person: PersonRead }) {
  const t = useSentences('people');
  const may = useMay();
  const name = person.name ?? t('unnamed');
  return (
    <>
      <PageHeader
        title={name}
        actions={
          <>
            {may('person.export') && (
              <Button
                component="a"
                href={`/exports/people/${id}.json`}
                download
                size="xs"
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                {t('export')}
              </Button>
            )}
            {may('person.erase') && !person.isBeingErased && (
              <ErasePerson id={id} name={name} contacts={person.contacts} />
            )}
          </>
        }
      />
      <Stack gap="md">
        {person.isBeingErased && (
          <Alert color="orange" role="status">
            {t('erase.running')}
          </Alert>
        )}
        <Facts person={person} />
        <Channels id={id} person={person} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Mood person={person} />
          <Ratings person={person} />
        </SimpleGrid>
        <Topics person={person} />
        <Conversations person={person} />
      </Stack>
    </>
  );
}

function Facts({ person: { language, firstSeenAt, lastSeenAt, tags, ruleTags } }: { readonly person: PersonRead }) {
  const t = useSentences('people');
  const byRule = useSentences('tags');
  const format = useFormat();
  const screen = useLanguage();
  const facts: readonly (readonly [string, string])[] = [
    ...(language === undefined ? [] : [[t('facts.language'), languageName(language, screen)] as const]),
    [t('facts.first'), format.day(firstSeenAt)],
    [t('facts.last'), format.moment(lastSeenAt)],
  ];
  return (
    <Group component="dl" gap="xl" m={0}>
      {facts.map(([what, value]) => (
        <div key={what}>
          <Text component="dt" size="xs" c="dimmed">
            {what}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {value}
          </Text>
        </div>
      ))}
      {tags.length > 0 && (
        <div>
          <Text component="dt" size="xs" c="dimmed">
            {t('facts.tags')}
          </Text>
          <Group component="dd" gap={6} m={0}>
            {tags.map((tag) => (
              <Badge key={tag} variant="default">
                {tag}
              </Badge>
            ))}
          </Group>
        </div>
      )}
      {ruleTags.length > 0 && (
        <div>
          <Text component="dt" size="xs" c="dimmed">
            {byRule('byRule')}
          </Text>
          <Box component="dd" m={0}>
            <RuleTags ruleTags={ruleTags} />
          </Box>
        </div>
      )}
    </Group>
  );
}
