import { Anchor, Group } from '@mantine/core';
import { IconLogin2, IconLogout2, IconMapPin, IconPaperclip, IconPencil, IconTrash } from '@tabler/icons-react';
import { useSentences } from '../../i18n.ts';
import type { MessageEntry } from './entry.ts';

type Content = Extract<MessageEntry, { kind: 'in' }>['message']['inbound']['content'];
type Attachment = Extract<Content, { kind: 'attachment' }>;

const signs = { opened: IconLogin2, left: IconLogout2, edited: IconPencil, deleted: IconTrash } as const;

/** What a customer said or did, whatever it was. */
export function Said({ content, chosen }: { readonly content: Content; readonly chosen: string | undefined }) {
  const t = useSentences('conversations');
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'command':
      return `/${content.name} ${content.argument}`.trim();
    case 'choice':
      return chosen ?? (/^person(:|$)/.test(content.choiceId) ? t('wantsPerson') : t('pressed'));
    case 'attachment':
      return <Attached content={content} />;
    case 'opened':
    case 'left':
    case 'edited':
    case 'deleted': {
      const Sign = signs[content.kind];
      return (
        <>
          <Group gap={6} wrap="nowrap">
            <Sign size={16} style={{ flex: 'none' }} aria-hidden />
            <em>{t(`event.${content.kind}`)}</em>
          </Group>
          {content.kind === 'edited' && <div dir="auto">{content.text}</div>}
        </>
      );
    }
  }
}

function Attached({ content }: { readonly content: Attachment }) {
  const t = useSentences('conversations');
  const { attachment, url, fileName, caption, transcript, place } = content;
  const Sign = place ? IconMapPin : IconPaperclip;
  const name = fileName ?? place?.name;
  const link = place ? mapOf(place) : url !== undefined && /^https?:\/\//.test(url) ? url : undefined;
  return (
    <>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Sign size={16} style={{ flex: 'none', marginTop: 3 }} aria-hidden />
        <span>
          <em>{t(`attachment.${attachment}`)}</em>
          {name !== undefined && (
            <>
              {' · '}
              <bdi>{name}</bdi>
            </>
          )}
        </span>
      </Group>
      {link !== undefined && (
        <Anchor href={link} target="_blank" rel="noreferrer noopener" c="inherit" underline="always" display="block">
          {t(place ? 'attached.map' : 'attached.open')}
        </Anchor>
      )}
      {transcript !== undefined && transcript !== '' && (
        <div dir="auto">{t('attached.heard', { text: transcript })}</div>
      )}
      {caption !== undefined && <div dir="auto">{caption}</div>}
    </>
  );
}

function mapOf({ latitude, longitude }: NonNullable<Attachment['place']>): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}
