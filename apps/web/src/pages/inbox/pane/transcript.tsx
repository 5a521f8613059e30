import { Box, Button, Center, Loader, Stack, VisuallyHidden } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { memo, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { type Entry, idOf } from '../../conversation-parts/entry.ts';
import { type KeptTranscript, piecesOf } from './merge-transcript.ts';
import classes from './pane.module.css';
import { useReadingPlace } from './use-reading-place.ts';

/** How far out of sight a piece is still drawn, so that scrolling finds it there. */
const AHEAD = '1200px 0px';

/** Everything said and done in a conversation, in the order of time; only the pieces near what is read are drawn. */
export function Transcript({
  kept,
  name,
  more,
  isFetchingMore,
  sentAt,
  draw,
}: {
  readonly kept: KeptTranscript;
  readonly name: string;
  readonly more: (() => void) | undefined;
  readonly isFetchingMore: boolean;
  /** Changes when the reader says something: then the end is what they want to see. */
  readonly sentAt: number;
  /** Must stay the same function while nothing else than entries changed. */
  readonly draw: (entry: Entry) => ReactNode;
}) {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const newest = kept.entries.at(-1);
  const { hasNews, onScroll, toEnd } = useReadingPlace(frame, content, newest && idOf(newest));
  useEffect(() => {
    if (sentAt > 0) toEnd();
  }, [sentAt, toEnd]);
  return (
    <Box className={classes['reading']}>
      <Box
        ref={frame}
        className={classes['messages']}
        component="section"
        aria-label={shared('transcript', { name })}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content}>
          {more && (
            <Center mb="md">
              <Button size="xs" variant="default" onClick={more} disabled={isFetchingMore}>
                {isFetchingMore ? <Loader size={14} aria-hidden /> : shared('more')}
                {isFetchingMore && <VisuallyHidden>{shared('more')}</VisuallyHidden>}
              </Button>
              <Beginning frame={frame} reached={isFetchingMore ? undefined : more} />
            </Center>
          )}
          {piecesOf(kept).map(({ key, entries }) => (
            <Piece key={key} frame={frame}>
              {entries.map((entry) => (
                <Row key={idOf(entry)} entry={entry} draw={draw} />
              ))}
            </Piece>
          ))}
        </div>
      </Box>
      {hasNews && (
        <Button
          className={classes['news']}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={toEnd}
        >
          {t('newMessages')}
        </Button>
      )}
    </Box>
  );
}

const Row = memo(function Row({ entry, draw }: { readonly entry: Entry; readonly draw: (entry: Entry) => ReactNode }) {
  return (
    <Stack gap={0} className={classes['entry']} data-entry={idOf(entry)}>
      {draw(entry)}
    </Stack>
  );
});

/** Some dozens of entries; as high as they were, and empty, while they are far out of sight. */
function Piece({ frame, children }: { readonly frame: RefObject<HTMLElement | null>; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(
      (seen) => {
        const newest = seen.at(-1);
        if (newest) setHeight(newest.isIntersecting ? undefined : newest.boundingClientRect.height);
      },
      { root: frame.current, rootMargin: AHEAD },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [frame]);
  return (
    <div ref={box} style={height === undefined ? undefined : { height }}>
      {height === undefined && children}
    </div>
  );
}

/** Calls when the beginning of what is there comes near. */
function Beginning({
  frame,
  reached,
}: {
  readonly frame: RefObject<HTMLElement | null>;
  readonly reached: (() => void) | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current || !reached) return;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.at(-1)?.isIntersecting) reached();
      },
      { root: frame.current, rootMargin: '600px 0px 0px 0px' },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [frame, reached]);
  return <div ref={box} />;
}
