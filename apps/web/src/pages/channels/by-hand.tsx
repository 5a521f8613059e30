import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { useSentences } from '../../i18n.ts';
import { platforms } from './platforms.ts';
import type { Account } from './use-account-actions.ts';

/** Something of the owner's that the platform must be told too, as long as the page that it was entered on stands open. */
export interface Agreed {
  readonly label: string;
  readonly value: string;
}

/** What only the owner can do on the platform's side: where, and what to put there. */
export function ByHand({
  account,
  agreed = [],
}: {
  readonly account: Pick<Account, 'id' | 'channel' | 'webhookUrl'>;
  readonly agreed?: readonly Agreed[];
}) {
  const t = useSentences('channels');
  const { finish } = platforms[account.channel];
  if (!finish) return null;
  const isSnippet = finish.puts === 'snippet';
  return (
    <Stack gap="sm">
      <Text>{t(finish.where)}</Text>
      <Put
        label={t(isSnippet ? 'byHand.snippet' : 'byHand.address')}
        text={isSnippet ? snippetOf(account) : account.webhookUrl}
        copy={t(isSnippet ? 'byHand.copySnippet' : 'byHand.copyAddress')}
      />
      {agreed.map(({ label, value }) => (
        <Group key={label} gap="xs">
          <Text size="sm">{t('byHand.same', { label })}</Text>
          <CopyButton text={value} label={t('field.copy', { label })} />
        </Group>
      ))}
      {finish.hasPackage && (
        <>
          <Text>{t('teams.package')}</Text>
          <Anchor href={`/files/teams-manifest/${account.id}`} download w="fit-content">
            <Group gap={6} wrap="nowrap">
              <IconDownload size={16} aria-hidden />
              {t('teams.download')}
            </Group>
          </Anchor>
        </>
      )}
    </Stack>
  );
}

function Put({ label, text, copy }: { readonly label: string; readonly text: string; readonly copy: string }) {
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Code block dir="ltr" w="100%" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', textAlign: 'left' }}>
        {text}
      </Code>
      <CopyButton text={text} label={copy} />
    </Stack>
  );
}

/** The line that loads the chat: from the server that the platform's calls come to. */
function snippetOf({ id, webhookUrl }: Pick<Account, 'id' | 'webhookUrl'>): string {
  const root = webhookUrl.slice(0, webhookUrl.lastIndexOf('/webhooks/'));
  return `<script src="${root}/widget.js" data-account="${id}" async></script>`;
}
