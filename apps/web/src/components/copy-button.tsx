import { Button, CopyButton as Copy } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useSentences } from '../i18n.ts';

/** Copies a text; `label` says which when "Copy" alone would not. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const t = useSentences('shell');
  return (
    <Copy value={text} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          onClick={copy}
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        >
          {copied ? t('action.copied') : (label ?? t('action.copy'))}
        </Button>
      )}
    </Copy>
  );
}
