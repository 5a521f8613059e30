import { z } from 'zod';

// What is missing or odd in a field that can be done without counts as absent.
const optionalText = z.string().optional().catch(undefined);
/** Ids go into keys, which hold no spaces. */
const id = z
  .string()
  .max(300)
  .regex(/^[^\s\p{Cc}\p{Cs}]+$/u);
const party = z.object({ id, name: optionalText, aadObjectId: optionalText });
const parties = z
  .array(z.object({ id: z.string() }))
  .optional()
  .catch(undefined);

const attachmentSchema = z.object({
  contentType: z.string(),
  contentUrl: optionalText,
  name: optionalText,
  content: z.unknown().optional(),
});
export type TeamsAttachment = z.infer<typeof attachmentSchema>;

/** An activity as Teams posts it (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object). */
export const activitySchema = z.object({
  type: z.string(),
  id: id.optional().catch(undefined),
  timestamp: optionalText,
  serviceUrl: z.string(),
  from: party,
  recipient: party,
  conversation: z.object({
    id,
    conversationType: optionalText,
    isGroup: z.boolean().optional().catch(undefined),
    tenantId: optionalText,
  }),
  text: optionalText,
  locale: optionalText,
  name: optionalText,
  action: optionalText,
  value: z.unknown().optional(),
  attachments: z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.flatMap((one) => attachmentSchema.safeParse(one).data ?? [])),
  entities: z.array(z.unknown()).catch([]),
  membersAdded: parties,
  membersRemoved: parties,
});
export type TeamsActivity = z.infer<typeof activitySchema>;

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

/** Whether the text speaks to the bot by its name, and what it says without that. */
export function readMention({ text = '', entities, recipient }: TeamsActivity): {
  readonly isMentioned: boolean;
  readonly text: string;
} {
  let isMentioned = false;
  let said = text;
  for (const entity of entities.slice(0, MOST_MENTIONS)) {
    const { data } = mentionSchema.safeParse(entity);
    if (data?.mentioned.id !== recipient.id) continue;
    isMentioned = true;
    said = said.replaceAll(data.text, ' ');
  }
  const plain = said.replace(/<\/?at(?:\s[^<>]{0,200})?>/g, '').replaceAll('&nbsp;', ' ');
  return { isMentioned, text: plain.replace(/[ \t]{2,}/g, ' ').trim() };
}

const MOST_MENTIONS = 20;
