import { z } from 'zod';
import { readMarkdown } from './read-markdown.ts';

/** A button as its reader sees it, and what pressing it gives: data, an address, or words said for them. */
export type TeamsButton =
  | { readonly kind: 'submit'; readonly title: string; readonly data: unknown }
  | { readonly kind: 'execute'; readonly title: string; readonly verb: string; readonly data: unknown }
  | { readonly kind: 'open-url'; readonly title: string; readonly url: string }
  | { readonly kind: 'say'; readonly title: string; readonly text: string };

export interface ReadCard {
  readonly texts: readonly string[];
  readonly images: readonly string[];
  readonly buttons: readonly TeamsButton[];
}

const address = z
  .string()
  .refine((url) => /^https?:\/\/\S+$/.test(url) && URL.canParse(url), 'must be an http(s) address');
// The schema's words are written in any case, as the platform's own samples do.
const word = (...words: readonly string[]) =>
  z.string().refine((given) => words.includes(given.toLowerCase()), `must be one of ${words.join(', ')}`);
const picture = z.union([address, z.string().startsWith('data:image/')]);
const data = z.union([z.string(), z.record(z.string(), z.unknown())]);
const look = {
  id: z.string().optional(),
  isVisible: z.boolean().optional(),
  separator: z.boolean().optional(),
  spacing: word('none', 'small', 'default', 'medium', 'large', 'extralarge', 'padding').optional(),
  horizontalAlignment: word('left', 'center', 'right').optional(),
  height: word('auto', 'stretch').optional(),
};
const pressable = {
  id: z.string().optional(),
  title: z.string().trim().min(1),
  iconUrl: picture.optional(),
  style: word('default', 'positive', 'destructive').optional(),
  tooltip: z.string().optional(),
  isEnabled: z.boolean().optional(),
  mode: word('primary', 'secondary').optional(),
};
const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...pressable,
    type: z.literal('Action.Submit'),
    data: data.optional(),
    associatedInputs: word('auto', 'none').optional(),
  }),
  z.strictObject({ ...pressable, type: z.literal('Action.OpenUrl'), url: address }),
  z.strictObject({
    ...pressable,
    type: z.literal('Action.Execute'),
    verb: z.string().min(1),
    data: data.optional(),
    associatedInputs: word('auto', 'none').optional(),
  }),
]);
const textBlockSchema = z.strictObject({
  ...look,
  type: z.literal('TextBlock'),
  text: z.string().trim().min(1),
  wrap: z.boolean().optional(),
  maxLines: z.int().positive().optional(),
  size: word('small', 'default', 'medium', 'large', 'extralarge').optional(),
  weight: word('lighter', 'default', 'bolder').optional(),
  color: word('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention').optional(),
  isSubtle: z.boolean().optional(),
  fontType: word('default', 'monospace').optional(),
  style: word('default', 'heading', 'columnheader').optional(),
});
const imageSchema = z.strictObject({
  ...look,
  type: z.literal('Image'),
  url: picture,
  altText: z.string().optional(),
  size: word('auto', 'stretch', 'small', 'medium', 'large').optional(),
  style: word('default', 'person').optional(),
  width: z.string().optional(),
});
const actionSetSchema = z.strictObject({
  ...look,
  type: z.literal('ActionSet'),
  actions: z.array(actionSchema).min(1).max(6),
});
const leafSchema = z.discriminatedUnion('type', [textBlockSchema, imageSchema, actionSetSchema]);
const containerSchema = z.strictObject({
  ...look,
  type: z.literal('Container'),
  items: z.array(leafSchema),
  style: word('default', 'emphasis', 'good', 'attention', 'warning', 'accent').optional(),
});
const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.string().optional(),
  version: z.string().regex(/^1\.[0-5]$/, 'must be 1.0 to 1.5'),
  body: z
    .array(z.discriminatedUnion('type', [textBlockSchema, imageSchema, actionSetSchema, containerSchema]))
    .optional(),
  actions: z.array(actionSchema).max(6).optional(),
  fallbackText: z.string().optional(),
  speak: z.string().optional(),
  lang: z.string().optional(),
  msteams: z.looseObject({ width: z.literal('Full').optional() }).optional(),
});

type Leaf = z.infer<typeof leafSchema>;
type Action = z.infer<typeof actionSchema>;

/** Reads an Adaptive Card, or tells what is wrong with it: strict about every element and action that it knows. */
export function readAdaptiveCard(content: unknown): ReadCard | { readonly problem: string } {
  const parsed = cardSchema.safeParse(content);
  if (!parsed.success) return { problem: tellIssue(parsed.error) };
  const card = parsed.data;
  const leaves = (card.body ?? []).flatMap((element): readonly Leaf[] =>
    element.type === 'Container' ? element.items : [element],
  );
  const actions = [
    ...leaves.flatMap((leaf) => (leaf.type === 'ActionSet' ? leaf.actions : [])),
    ...(card.actions ?? []),
  ];
  if (leaves.length === 0 && actions.length === 0) return { problem: 'the card shows nothing' };
  return {
    texts: leaves.flatMap((leaf) => (leaf.type === 'TextBlock' ? [readMarkdown(leaf.text)] : [])),
    images: leaves.flatMap((leaf) => (leaf.type === 'Image' ? [leaf.url] : [])),
    buttons: actions.map(buttonOf),
  };
}

/** The first complaint of a schema, with the path to it. */
export function tellIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is not valid'}`;
}

function buttonOf(action: Action): TeamsButton {
  const { title } = action;
  switch (action.type) {
    case 'Action.Submit':
      return { kind: 'submit', title, data: action.data };
    case 'Action.Execute':
      return { kind: 'execute', title, verb: action.verb, data: action.data };
    case 'Action.OpenUrl':
      return { kind: 'open-url', title, url: action.url };
  }
}
