import type { ChannelName } from '@answerdesk/domain';
import { Anchor, Image } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSentences } from '../i18n.ts';
import { MarkedText } from './marked-text.tsx';
import { RenderedMarkdown } from './rendered-markdown.tsx';
import { RenderedLinks, RenderedText } from './rendered-text.tsx';

/** One message as its channel shows it: a picture, or a text with the marks that the channel has. */
export function RenderedPart({
  part: { text, imageUrl },
  channel,
  markup,
}: {
  readonly part: { readonly text: string; readonly imageUrl?: string | undefined };
  readonly channel: ChannelName;
  readonly markup: 'html' | 'markdown' | 'links' | 'plain';
}) {
  if (imageUrl !== undefined) return <Picture key={imageUrl} address={imageUrl} />;
  switch (markup) {
    case 'html':
      return <RenderedText html={text} />;
    case 'markdown':
      return channel === 'webchat' ? (
        <Lines>
          <MarkedText text={text} />
        </Lines>
      ) : (
        <RenderedMarkdown text={text} />
      );
    case 'links':
      return <RenderedLinks text={text} />;
    case 'plain':
      return <Lines>{text}</Lines>;
  }
}

function Lines({ children }: { readonly children: ReactNode }) {
  return (
    <div dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
      {children}
    </div>
  );
}

/** A picture from elsewhere; its address where it cannot be shown. */
export function Picture({ address }: { readonly address: string }) {
  const t = useSentences('shell');
  const [isMissing, setMissing] = useState(false);
  if (isMissing) {
    return (
      <Anchor href={address} target="_blank" rel="noreferrer noopener" style={{ overflowWrap: 'anywhere' }}>
        {address}
      </Anchor>
    );
  }
  return (
    <Image
      src={address}
      alt={t('content.picture')}
      referrerPolicy="no-referrer"
      radius="md"
      mah={240}
      w="auto"
      maw="100%"
      fit="contain"
      onError={() => setMissing(true)}
    />
  );
}
