import { randomUUID } from 'node:crypto';
import type { TeamsConversationKind, TeamsMember } from './conversations.ts';

/** An activity as Teams posts it to a bot. */
export interface TeamsActivity {
  readonly type: string;
  readonly id: string;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

export interface TeamsPlace {
  readonly kind: TeamsConversationKind;
  /** As activities name it: a channel's thread with its `;messageid=`. */
  readonly conversationId: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly botName: string;
  readonly serviceUrl: string;
  readonly locale: string;
  readonly nextId: () => string;
}

/** Makes what one person does in one place into the activities that Teams posts; `changes` go over the rest. */
export interface TeamsActivities {
  readonly conversationId: string;
  /** A question as it is asked here: with `<at>Bot</at>` and its entity in a group chat and a channel. */
  text(text: string, changes?: object): TeamsActivity;
  /** A question without the bot's mention, as an RSC-consented bot hears it in a group chat or channel. */
  unmentioned(text: string, changes?: object): TeamsActivity;
  /** A picture pasted into the message, with an address that wants the bot's token. */
  picture(contentUrl: string, text?: string): TeamsActivity;
  /** A file from the person's disk, as Teams tells of it in a personal chat. */
  file(name: string, downloadUrl: string, text?: string): TeamsActivity;
  /** Action.Submit of the card in the activity replied to: a message with a value and no text. */
  press(value: unknown, replyToId: string): TeamsActivity;
  /** Action.Execute of the card in the activity replied to. */
  execute(verb: string, data: unknown, replyToId: string): TeamsActivity;
  edit(activityId: string, text: string): TeamsActivity;
  remove(activityId: string): TeamsActivity;
  typing(): TeamsActivity;
  react(kind: 'like' | 'heart' | 'laugh' | 'surprised' | 'sad' | 'angry', replyToId: string): TeamsActivity;
  installed(): TeamsActivity;
  uninstalled(): TeamsActivity;
  /** The bot itself came into the conversation. */
  botAdded(): TeamsActivity;
  botRemoved(): TeamsActivity;
  endOfConversation(): TeamsActivity;
}

export function createTeamsActivities(place: TeamsPlace, member: TeamsMember): TeamsActivities {
  const { kind, conversationId } = place;
  const bot = { id: `28:${place.appId}`, name: place.botName };
  const [channelId = conversationId, rootId] = conversationId.split(';messageid=');
  const channelData = {
    tenant: { id: place.tenantId },
    ...(kind === 'channel' && {
      teamsChannelId: channelId,
      teamsTeamId: channelId,
      channel: { id: channelId },
      team: { id: channelId },
    }),
  };
  const of = (type: string, content: object): TeamsActivity => {
    const now = new Date();
    return {
      type,
      id: place.nextId(),
      timestamp: now.toISOString(),
      localTimestamp: now.toISOString(),
      localTimezone: 'Europe/Madrid',
      serviceUrl: place.serviceUrl,
      channelId: 'msteams',
      from: { id: member.id, name: member.name, aadObjectId: member.aadObjectId },
      conversation: {
        ...(kind !== 'personal' && { isGroup: true }),
        conversationType: kind,
        tenantId: place.tenantId,
        id: conversationId,
      },
      recipient: bot,
      channelData,
      ...content,
    };
  };
  const said = (text: string, content: object = {}) =>
    of('message', {
      text,
      textFormat: 'plain',
      locale: place.locale,
      attachments: [
        { contentType: 'text/html', content: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>` },
      ],
      entities: [clientInfoOf(place.locale)],
      ...(rootId !== undefined && { replyToId: rootId }),
      ...content,
    });
  const mentioning = (text: string, content: object = {}) => {
    if (kind === 'personal') return said(text, content);
    const mention = `<at>${place.botName}</at>`;
    return said(`${mention} ${text}`, {
      attachments: [
        {
          contentType: 'text/html',
          content: `<div><div><span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">${place.botName}</span> ${text}</div></div>`,
        },
      ],
      entities: [{ type: 'mention', mentioned: bot, text: mention }, clientInfoOf(place.locale)],
      ...content,
    });
  };
  const event = (eventType: string) => ({ channelData: { ...channelData, eventType } });
  return {
    conversationId,
    text: mentioning,
    unmentioned: said,
    picture: (contentUrl, text = '') => mentioning(text, { attachments: [{ contentType: 'image/*', contentUrl }] }),
    file: (name, downloadUrl, text = '') =>
      mentioning(text, {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            contentUrl: `https://contoso-my.sharepoint.example/personal/${encodeURIComponent(name)}`,
            name,
            content: { downloadUrl, uniqueId: randomUUID(), fileType: name.split('.').at(-1) ?? '' },
          },
        ],
      }),
    press: (value, replyToId) =>
      of('message', {
        value,
        replyToId,
        locale: place.locale,
        channelData: { ...channelData, source: { name: 'message' }, legacy: { replyToId } },
      }),
    execute: (verb, data, replyToId) =>
      of('invoke', {
        name: 'adaptiveCard/action',
        replyToId,
        locale: place.locale,
        value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      }),
    edit: (activityId, text) => ({ ...mentioning(text, event('editMessage')), type: 'messageUpdate', id: activityId }),
    remove: (activityId) => ({ ...of('messageDelete', event('softDeleteMessage')), id: activityId }),
    typing: () => of('typing', {}),
    react: (reaction, replyToId) => of('messageReaction', { replyToId, reactionsAdded: [{ type: reaction }] }),
    installed: () => of('installationUpdate', { action: 'add' }),
    uninstalled: () => of('installationUpdate', { action: 'remove' }),
    botAdded: () => of('conversationUpdate', { membersAdded: [{ id: bot.id }] }),
    botRemoved: () => of('conversationUpdate', { membersRemoved: [{ id: bot.id }] }),
    endOfConversation: () => of('endOfConversation', { code: 'unknown' }),
  };
}

function clientInfoOf(locale: string) {
  return {
    type: 'clientInfo',
    locale,
    country: locale.split('-')[1] ?? 'US',
    platform: 'Web',
    timezone: 'Europe/Madrid',
  };
}
