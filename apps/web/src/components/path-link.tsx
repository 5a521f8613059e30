import { Anchor, type AnchorProps } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** A link to a page of ours whose path is known only when it is shown. */
export function PathLink({
  to,
  children,
  label,
  ...look
}: AnchorProps & { readonly to: string; readonly children: ReactNode; readonly label?: string }) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(to);
  };
  return (
    <Anchor href={to} onClick={follow} {...(label !== undefined && { 'aria-label': label })} {...look}>
      {children}
    </Anchor>
  );
}
