import { ActionIcon, Badge, Box, Group, Text, Title, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { useChannelName } from '../../../components/channel-names.ts';
import { languageName } from '../../../components/language-name.ts';
import { PageTitle } from '../../../components/page-title.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { Acts } from './acts.tsx';
import classes from './pane.module.css';
import { PeopleHere } from './people-here.tsx';
import { Standing } from './standing.tsx';
import type { PaneState } from './use-pane.ts';
import { useStaff } from './use-staff.ts';

/** Who it is with, how it stands, who else is here, and what can be done. */
export function Head({
  pane,
  onSide,
}: {
  readonly pane: PaneState;
  /** Shows the panel beside, where it is not there anyway. */
  readonly onSide: (() => void) | undefined;
}) {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  const screen = useLanguage();
  const channelName = useChannelName();
  const { nameOf } = useStaff();
  const { conversation, shownName, isMine, isPhone, others } = pane;
  const isAlone = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const { channel, language, tags = [], waiting, handover } = conversation;
  const priority = (waiting ?? handover)?.priority;
  const size = isPhone ? 44 : 34;
  return (
    <Box className={classes['head']}>
      <PageTitle>{shownName}</PageTitle>
      <Group gap="xs" wrap="nowrap" align="center">
        <Box flex={1} miw={0}>
          {/* On a narrow screen the list, and its heading, are not there. */}
          <Title order={isAlone ? 1 : 2} fz={isPhone ? 'md' : 'h4'} lineClamp={isPhone ? 2 : 1} dir="auto">
            {shownName}
          </Title>
          <Text size="xs" c="dimmed" truncate>
            {[channelName(channel), language && languageName(language, screen)].filter(Boolean).join(' · ')}
          </Text>
        </Box>
        {/* On a phone they are under the thumb, beside the field. */}
        {!isPhone && <Acts pane={pane} />}
        {onSide && (
          <Tooltip label={t('side.open')}>
            <ActionIcon
              variant="default"
              size={size}
              aria-label={t('side.open')}
              aria-haspopup="dialog"
              data-side
              onClick={onSide}
            >
              <IconLayoutSidebarRight size={18} className={classes['towards']} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <Group gap="sm" style={{ rowGap: 4 }} className={classes['details']}>
        <Standing conversation={conversation} isMine={isMine} nameOf={nameOf} />
        {priority !== undefined && priority < 3 && (
          <Badge size="sm" variant="light" color="red" c="var(--mantine-color-text)">
            {t(`priority.${priority}`)}
          </Badge>
        )}
        {tags.map((tag) => (
          <Badge key={tag} size="sm" variant="default">
            {tag}
          </Badge>
        ))}
        <PeopleHere others={others} nameOf={nameOf} />
      </Group>
      {pane.transcript.contact?.isReachable === false && (
        <Text size="sm" c="var(--mantine-color-error)">
          {shared('blocked')}
        </Text>
      )}
    </Box>
  );
}
