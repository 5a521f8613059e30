import { Badge, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { TextLink } from '../../../components/button-link.tsx';
import { useChannelName } from '../../../components/channel-names.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { languageName } from '../../../components/language-name.ts';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { useFormat } from '../../../format.ts';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
import { Resolution } from '../../conversation-parts/resolution.tsx';
import { useMoodWords } from '../mood-words.ts';
import { ContactNote } from './contact-note.tsx';
import { EventLine } from './event-line.tsx';
import classes from './pane.module.css';
import { PreJudged } from './pre-judged.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import type { PaneState } from './use-pane.ts';
import { useStaff } from './use-staff.ts';

type TranslatorStatus = Awaited<ReturnType<typeof trpcClient.translations.status.query>>;

/** Beside the conversation: what the bot thought, and who the customer is. */
export function SidePanel({
  pane,
  translator,
  isAuto,
  setAuto,
  onEdit,
}: {
  readonly pane: PaneState;
  readonly translator: TranslatorStatus | undefined;
  readonly isAuto: boolean;
  readonly setAuto: (isAuto: boolean) => void;
  readonly onEdit: (text: string) => void;
}) {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  const byRule = useSentences('tags');
  const trpc = useTRPC();
  const { nameOf } = useStaff();
  const { id, conversation, verbs } = pane;
  const profile = useQuery(trpc.profile.get.queryOptions({ conversationId: id }));
  const [isTagging, setTagging] = useState(false);
  const { tags = [] } = conversation;
  const ruleTags = profile.data?.ruleTags ?? [];
  return (
    <Stack gap="lg" className={classes['panel']}>
      <Part title={t('judged.title')}>
        <PreJudged pane={pane} onEdit={onEdit} />
      </Part>
      <Part title={shared('resolution.title')}>
        <Resolution conversationId={id} />
      </Part>
      <Part title={t('profile.title')}>
        {profile.isPending && <LoadingRows rows={3} height={24} />}
        {profile.error && <ErrorState error={profile.error} retry={profile.refetch} />}
        {profile.data && <Facts pane={pane} profile={profile.data} />}
        {!conversation.isGroup && (
          <TextLink to="/people/$contactId" params={{ contactId: conversation.contactId }} size="sm">
            {t('profile.open')}
          </TextLink>
        )}
      </Part>
      {profile.data && (
        <Part title={t('contactNote.title')}>
          <ContactNote conversationId={id} contactId={conversation.contactId} note={profile.data.note} />
        </Part>
      )}
      <Part title={t('tags.label')}>
        <Group gap={6}>
          {tags.map((tag) => (
            <Badge key={tag} variant="default">
              {tag}
            </Badge>
          ))}
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconTag size={14} aria-hidden />}
            onClick={() => setTagging(true)}
          >
            {t('action.tags')}
          </Button>
        </Group>
        {ruleTags.length > 0 && (
          <Group gap={6}>
            <Text size="xs" c="dimmed">
              {byRule('byRule')}
            </Text>
            {ruleTags.map((tag) => (
              <Badge key={tag} variant="light">
                <bdi>{tag}</bdi>
              </Badge>
            ))}
          </Group>
        )}
        {isTagging && <TagsDialog tags={tags} close={() => setTagging(false)} onSave={verbs.setTags} />}
      </Part>
      <Part title={t('translate.title')}>
        <Switch
          label={t('translate.auto')}
          description={translator?.isOn === false ? t(`translate.off.${translator.reason}`) : undefined}
          checked={translator?.isOn === true && isAuto}
          disabled={translator?.isOn !== true}
          onChange={({ currentTarget }) => setAuto(currentTarget.checked)}
        />
      </Part>
      {profile.data && profile.data.past.length > 0 && (
        <Part title={t('profile.past')}>
          <Stack gap="xs">
            {profile.data.past.map((event) =>
              event.kind === 'note' ? null : <EventLine key={event.id} event={event} nameOf={nameOf} />,
            )}
          </Stack>
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={3} fz="sm" id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}

type Profile = Awaited<ReturnType<typeof trpcClient.profile.get.query>>;

function Facts({
  pane: { conversation, shownName },
  profile,
}: {
  readonly pane: PaneState;
  readonly profile: Profile;
}) {
  const t = useSentences('inbox-pane');
  const inbox = useSentences('inbox');
  const feels = useMoodWords(conversation.mood);
  const format = useFormat();
  const screen = useLanguage();
  const channelName = useChannelName();
  const { ratings, handoverCount, firstSeenAt } = profile;
  const language = conversation.language ?? profile.contact?.locale;
  const facts: readonly (readonly [string, string])[] = [
    [t('profile.name'), shownName],
    [t('profile.channel'), channelName(conversation.channel)],
    ...(language === undefined ? [] : [[t('profile.language'), languageName(language, screen)] as const]),
    ...(feels === undefined ? [] : [[inbox('mood.name'), feels] as const]),
    [t('profile.firstSeen'), format.day(firstSeenAt)],
    [t('profile.handovers'), format.number(handoverCount)],
    [
      t('profile.ratings'),
      ratings.length === 0
        ? t('profile.noRatings')
        : ratings.map(({ score }) => t('profile.score', { score: format.number(score) })).join(' · '),
    ],
  ];
  return (
    <Stack component="dl" gap={4} m={0}>
      {facts.map(([name, value]) => (
        <Group key={name} gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
          <Text component="dt" size="sm" c="dimmed" style={{ flex: 'none' }}>
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} ta="end" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
