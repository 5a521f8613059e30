import { z } from 'zod';
import { checkFields } from '../tencent/check-fields.ts';

/** An item of a menu, as the reader can tap it. */
export interface MenuItem {
  readonly id: string;
  readonly content: string;
}

/** What the reader of a message sees, and the media that the message shows. */
export interface RenderedMessage {
  readonly msgtype: string;
  readonly text: string;
  readonly menu: readonly MenuItem[];
  readonly media: readonly { readonly id: string; readonly types: readonly string[] }[];
}

export type ReadMessage =
  | { readonly kind: 'read'; readonly message: RenderedMessage }
  | { readonly kind: 'refused'; readonly errcode: number; readonly errmsg: string };

const LONGEST_TEXT_BYTES = 2_048;

const mediaId = z.string();
const shapes = {
  text: z.strictObject({ content: z.string() }),
  image: z.strictObject({ media_id: mediaId }),
  voice: z.strictObject({ media_id: mediaId }),
  video: z.strictObject({
    media_id: mediaId,
    thumb_media_id: mediaId,
    title: z.string().optional(),
    description: z.string().optional(),
  }),
  news: z.strictObject({
    articles: z.array(
      z.strictObject({
        title: z.string(),
        description: z.string().optional(),
        url: z.url(),
        picurl: z.url().optional(),
      }),
    ),
  }),
  msgmenu: z.strictObject({
    head_content: z.string().optional(),
    list: z.array(z.strictObject({ id: z.string().min(1), content: z.string().min(1) })).min(1),
    tail_content: z.string().optional(),
  }),
  miniprogrampage: z.strictObject({
    title: z.string(),
    appid: z.string().min(1),
    pagepath: z.string().min(1),
    thumb_media_id: mediaId,
  }),
};

const envelope = z.looseObject({
  touser: z.string(),
  msgtype: z.string(),
  customservice: z.strictObject({ kf_account: z.string() }).optional(),
  aimsgcontext: z.strictObject({ is_ai_msg: z.union([z.literal(0), z.literal(1)]) }).optional(),
});

/** Reads the body of message/custom/send: refuses what is not one of the published messages. */
export function readCustomMessage(body: Readonly<Record<string, unknown>>): ReadMessage {
  const outer = checkFields(envelope, body);
  if ('complaint' in outer) return refused(40035, `invalid parameter: ${outer.complaint}`);
  const { msgtype } = outer.fields;
  if (!Object.hasOwn(shapes, msgtype)) return refused(40008, 'invalid message type');
  const known = ['touser', 'msgtype', 'customservice', 'aimsgcontext', msgtype];
  const surprise = Object.keys(body).find((name) => !known.includes(name));
  if (surprise) return refused(40035, `invalid parameter: ${surprise} is unknown`);
  const content = body[msgtype];
  switch (msgtype) {
    case 'text':
      return readAs(shapes.text, content, ({ content: text }) => textMessage(text));
    case 'image':
    case 'voice':
      return readAs(shapes[msgtype], content, ({ media_id }) =>
        shown(msgtype, '', [{ id: media_id, types: [msgtype] }]),
      );
    case 'video':
      return readAs(shapes.video, content, ({ media_id, thumb_media_id, title, description }) =>
        shown('video', lines(title, description), [
          { id: media_id, types: ['video'] },
          { id: thumb_media_id, types: ['thumb', 'image'] },
        ]),
      );
    case 'news':
      return readAs(shapes.news, content, ({ articles }) => {
        const [article] = articles;
        if (!article || articles.length > 1) return refused(45008, 'article size out of limit');
        return shown('news', lines(article.title, article.description, article.url), []);
      });
    case 'msgmenu':
      return readAs(shapes.msgmenu, content, (menu) => menuMessage(menu));
    case 'miniprogrampage':
      return readAs(shapes.miniprogrampage, content, ({ title, thumb_media_id }) =>
        shown('miniprogrampage', title, [{ id: thumb_media_id, types: ['thumb', 'image'] }]),
      );
    default:
      return refused(40008, 'invalid message type');
  }
}

/**
 * A text as its reader sees it: of links only their words, and links to bizmsgmenu as items of a menu. Refused when
 * empty or of more than 2,048 bytes.
 */
export function textMessage(text: string): ReadMessage {
  if (text === '') return refused(44004, 'empty content');
  if (Buffer.byteLength(text) > LONGEST_TEXT_BYTES) return refused(45002, 'content size out of limit');
  const menu: MenuItem[] = [];
  const read = text.replace(/<a\s[^>]*?href\s*=\s*(["'])(.*?)\1[^>]*>(.*?)<\/a>/gis, (_link, _quote, href, words) => {
    const item = /^weixin:\/\/bizmsgmenu\?msgmenucontent=(.*?)&(?:amp;)?msgmenuid=(.*)$/i.exec(String(href));
    if (item) menu.push({ id: decoded(item[2] ?? ''), content: decoded(item[1] ?? '') });
    return String(words);
  });
  return { kind: 'read', message: { msgtype: 'text', text: read, menu, media: [] } };
}

function menuMessage(menu: z.infer<typeof shapes.msgmenu>): ReadMessage {
  const text = lines(menu.head_content, ...menu.list.map(({ content }) => content), menu.tail_content);
  if (Buffer.byteLength(text) > LONGEST_TEXT_BYTES) return refused(45002, 'content size out of limit');
  return { kind: 'read', message: { msgtype: 'msgmenu', text, menu: menu.list, media: [] } };
}

function readAs<T>(shape: z.ZodType<T>, content: unknown, read: (fields: T) => ReadMessage): ReadMessage {
  const inner = checkFields(shape, content);
  return 'complaint' in inner ? refused(40035, `invalid parameter: ${inner.complaint}`) : read(inner.fields);
}

function shown(msgtype: string, text: string, media: RenderedMessage['media']): ReadMessage {
  return { kind: 'read', message: { msgtype, text, menu: [], media } };
}

function refused(errcode: number, errmsg: string): ReadMessage {
  return { kind: 'refused', errcode, errmsg };
}

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
