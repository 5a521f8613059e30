import { Alert, Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { saveFile } from '../../../components/save-file.ts';
import { useSentences } from '../../../i18n.ts';

/** The codes that open the account when the phone is lost; the server shows them only once. */
export function RecoveryCodes({ codes, kept }: { readonly codes: readonly string[]; readonly kept: () => void }) {
  const t = useSentences('account');
  const text = codes.join('\n');
  return (
    <Alert color="brand" icon={<IconKey aria-hidden />} title={t('twoFactor.recoveryTitle')}>
      <Stack>
        <Text size="sm">{t('twoFactor.recoveryBody')}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {codes.map((code) => (
            <Code key={code} fz="sm" ta="center" py={6} dir="ltr">
              {code}
            </Code>
          ))}
        </SimpleGrid>
        <Group>
          <CopyButton text={text} />
          <Button
            size="xs"
            variant="default"
            onClick={() => saveFile('answerdesk-recovery-codes.txt', text, 'text/plain')}
          >
            {t('twoFactor.download')}
          </Button>
          <Button size="xs" onClick={kept}>
            {t('twoFactor.kept')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
