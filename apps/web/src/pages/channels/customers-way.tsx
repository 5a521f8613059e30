import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { QrCode, qrCodeFile } from '../../components/qr-code.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useSentences } from '../../i18n.ts';

/** How customers get to an account: its link, and the same as a code to print. */
export function CustomersWay({
  name,
  link,
  colour,
}: {
  readonly name: string;
  readonly link: string;
  readonly colour: string;
}) {
  const t = useSentences('channels');
  return (
    <Group align="flex-start" gap="md">
      <QrCode text={link} colour={colour} label={t('way.code', { name })} />
      <Stack gap="xs" flex="1 1 14rem" miw={0}>
        <Text size="sm">{t('way.about')}</Text>
        <Anchor
          href={link}
          target="_blank"
          rel="noreferrer"
          w="fit-content"
          style={{ overflowWrap: 'anywhere' }}
          dir="ltr"
        >
          {link}
        </Anchor>
        <Group gap="xs">
          <CopyButton text={link} label={t('way.copyLink')} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => saveFile('qr-code.svg', qrCodeFile(link, colour), 'image/svg+xml')}
          >
            {t('way.download')}
          </Button>
        </Group>
      </Stack>
    </Group>
  );
}
