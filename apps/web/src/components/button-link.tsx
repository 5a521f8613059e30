import { Anchor, Button, type ButtonProps, NavLink } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

function AnchorButton(props: ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>) {
  return <Button component="a" {...props} />;
}

/** A button that leads to a page of ours. */
export const ButtonLink = createLink(AnchorButton);

/** A line of text that leads to a page of ours. */
export const TextLink = createLink(Anchor<'a'>);

/** An entry of a menu that leads to a page of ours. */
export const NavigationLink = createLink(NavLink<'a'>);
