import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this, one reads the newest. */
const AT_END_PX = 120;

/**
 * Keeps the place where somebody reads while a transcript grows above it and below it and its pieces change their height.
 * Whoever reads at the end stays there; for others `hasNews` says that something came. Entries carry `data-entry`.
 */
export function useReadingPlace(
  frame: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  last: string | undefined,
) {
  const isAtEnd = useRef(true);
  const anchor = useRef<{ readonly element: Element; readonly top: number } | undefined>(undefined);
  const seen = useRef(last);
  const [hasNews, setNews] = useState(false);

  const restore = useCallback(() => {
    const box = frame.current;
    if (!box) return;
    if (isAtEnd.current) {
      box.scrollTop = box.scrollHeight;
      return;
    }
    const held = anchor.current;
    if (held?.element.isConnected) box.scrollTop += topOf(held.element, box) - held.top;
  }, [frame]);

  useEffect(() => {
    const [box, inside] = [frame.current, content.current];
    if (!box || !inside) return;
    const observer = new ResizeObserver(restore);
    observer.observe(box);
    observer.observe(inside);
    return () => observer.disconnect();
  }, [frame, content, restore]);

  useLayoutEffect(() => {
    restore();
    if (last !== seen.current && !isAtEnd.current) setNews(true);
    seen.current = last;
  }, [last, restore]);

  const onScroll = () => {
    const box = frame.current;
    if (!box) return;
    isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
    if (isAtEnd.current) setNews(false);
    const element = firstInSight(box);
    anchor.current = element && { element, top: topOf(element, box) };
  };
  const toEnd = useCallback(() => {
    isAtEnd.current = true;
    setNews(false);
    restore();
  }, [restore]);
  return { hasNews, onScroll, toEnd };
}

function topOf(element: Element, box: Element): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top;
}

/** The uppermost entry of which something can be seen; entries stand below one another. */
function firstInSight(box: Element): Element | undefined {
  const entries = box.querySelectorAll('[data-entry]');
  const top = box.getBoundingClientRect().top;
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  return entries[low];
}
