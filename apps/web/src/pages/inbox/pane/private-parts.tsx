import { findPrivateData } from '@answerdesk/domain';
import { Alert, Mark, Stack, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useSentences } from '../../../i18n.ts';

/** Warns of what looks like somebody's own, marked where it stands. */
export function PrivateParts({ texts }: { readonly texts: readonly string[] }) {
  const t = useSentences('inbox-pane');
  const withParts = texts
    .map((text) => ({ text, parts: findPrivateData(text) }))
    .filter(({ parts }) => parts.length > 0);
  return (
    <div role="status">
      {withParts.length > 0 && (
        <Alert color="orange" icon={<IconShieldExclamation aria-hidden />} title={t('teach.private')}>
          <Stack gap={4}>
            {withParts.map(({ text, parts }, at) => {
              const key = `${at}`;
              return (
                <Text key={key} size="sm" dir="auto" lineClamp={6} style={{ whiteSpace: 'pre-wrap' }}>
                  {parts.map(({ start, end }, place) => (
                    <Fragment key={start}>
                      {text.slice(parts[place - 1]?.end ?? 0, start)}
                      <Mark>{text.slice(start, end)}</Mark>
                    </Fragment>
                  ))}
                  {text.slice(parts.at(-1)?.end ?? 0)}
                </Text>
              );
            })}
          </Stack>
        </Alert>
      )}
    </div>
  );
}
