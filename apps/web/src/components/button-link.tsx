import { Anchor, Button, NavLink } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

/** A button that leads to a page of ours. */
export const ButtonLink = createLink((props: ComponentProps<typeof Button<'a'>>) => (
  <Button component="a" {...props} />
));

/** A line of text that leads to a page of ours. */
export const TextLink = createLink(Anchor<'a'>);

/** An entry of a menu that leads to a page of ours. */
export const NavigationLink = createLink(NavLink<'a'>);
