import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconDownload, IconPin, IconUpload, IconUserQuestion } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { ExamplesDialog } from './gate/examples-dialog.tsx';
import { PersonOnlyDialog } from './person-only-dialog.tsx';

const formats = { csv: 'CSV', xlsx: 'Excel', jsonl: 'JSON Lines' } as const;

/** Files in and out, and what holds for all FAQs of a category. */
export function MoreMenu() {
  const t = useSentences('faqs');
  const gate = useSentences('gate');
  const may = useMay();
  const router = useRouter();
  const [isChoosing, choosing] = useDisclosure();
  const [isPinning, pinning] = useDisclosure();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('more.label')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('faq.import') && (
            <Menu.Item
              component="a"
              href="/faqs/import"
              leftSection={<IconUpload size={16} aria-hidden />}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                router.history.push('/faqs/import');
              }}
            >
              {t('more.import')}
            </Menu.Item>
          )}
          {Object.entries(formats).map(([format, name]) => (
            <Menu.Item
              key={format}
              component="a"
              href={`/files/faqs?format=${format}`}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('more.export', { format: name })}
            </Menu.Item>
          ))}
          {may('faq.publish') && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconUserQuestion size={16} aria-hidden />} onClick={choosing.open}>
                {t('personOnly.title')}
              </Menu.Item>
              <Menu.Item leftSection={<IconPin size={16} aria-hidden />} onClick={pinning.open}>
                {gate('examples.title')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ExamplesDialog isOpen={isPinning} close={pinning.close} />
      <PersonOnlyDialog isOpen={isChoosing} close={choosing.close} />
    </>
  );
}
