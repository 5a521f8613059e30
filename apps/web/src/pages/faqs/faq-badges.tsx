import { Badge, Group } from '@mantine/core';
import { languageName } from '../../components/language-name.ts';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import type { Row } from './wanted.ts';

const colours = { published: 'green', draft: 'gray', archived: 'gray' } as const;

/** Where an FAQ stands, and what about it wants looking after. */
export function FaqBadges({
  row: { status, hasChanges, outOfDate, validFrom, validUntil, scheduledAt, isScheduleHeld },
}: {
  readonly row: Pick<
    Row,
    'status' | 'hasChanges' | 'outOfDate' | 'validFrom' | 'validUntil' | 'scheduledAt' | 'isScheduleHeld'
  >;
}) {
  const t = useSentences('faqs');
  const shown = useLanguage();
  const format = useFormat();
  const now = new Date();
  const isExpired = validUntil !== undefined && new Date(validUntil) <= now;
  const isUpcoming = !isExpired && validFrom !== undefined && new Date(validFrom) > now;
  const named = outOfDate.map((tag) => languageName(tag, shown)).join(', ');
  return (
    <Group gap={4}>
      <Mark colour={colours[status]}>{t(`status.${status}`)}</Mark>
      {hasChanges && <Mark colour="blue">{t('mark.changed')}</Mark>}
      {outOfDate.length > 0 && (
        <Mark colour="yellow" title={named}>
          {t('mark.outOfDate')}
        </Mark>
      )}
      {scheduledAt !== undefined && (
        <Mark colour={isScheduleHeld ? 'orange' : 'blue'} title={format.moment(scheduledAt)}>
          {t(isScheduleHeld ? 'mark.held' : 'mark.scheduled')}
        </Mark>
      )}
      {isExpired && <Mark colour="red">{t('validity.expired')}</Mark>}
      {isUpcoming && <Mark colour="grape">{t('validity.upcoming')}</Mark>}
    </Group>
  );
}

function Mark({
  colour,
  title,
  children,
}: {
  readonly colour: string;
  readonly title?: string;
  readonly children: string;
}) {
  return (
    <Badge size="sm" variant="light" color={colour} c="var(--mantine-color-text)" tt="none" {...(title && { title })}>
      {children}
    </Badge>
  );
}
