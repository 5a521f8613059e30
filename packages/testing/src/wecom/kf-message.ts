import { z } from 'zod';
import { bytesOf, checkFields } from '../tencent/check-fields.ts';

/** An item of a menu that comes back as a text when its reader taps it. */
export interface KfMenuItem {
  readonly id: string;
  readonly content: string;
}

export interface RenderedKfMessage {
  readonly msgtype: string;
  readonly text: string;
  readonly menu: readonly KfMenuItem[];
  readonly media: readonly { readonly id: string; readonly types: readonly string[] }[];
}

export type ReadKfMessage =
  | { readonly kind: 'read'; readonly message: RenderedKfMessage }
  | { readonly kind: 'refused'; readonly errcode: number; readonly errmsg: string };

const MOST_MENU_ITEMS = 10;

const url = bytesOf(1, 2_048).regex(/^https?:\/\//, 'must begin with http:// or https://');
const file = z.strictObject({ media_id: z.string() });
const menuItem = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('click'),
    click: z.strictObject({ id: bytesOf(1, 128).optional(), content: bytesOf(1, 128) }),
  }),
  z.strictObject({ type: z.literal('view'), view: z.strictObject({ url, content: bytesOf(1, 1_024) }) }),
  z.strictObject({
    type: z.literal('miniprogram'),
    miniprogram: z.strictObject({ appid: bytesOf(1, 32), pagepath: bytesOf(1, 1_024), content: bytesOf(1, 1_024) }),
  }),
  z.strictObject({
    type: z.literal('text'),
    text: z.strictObject({
      content: bytesOf(1, 256),
      no_newline: z.union([z.literal(0), z.literal(1)]).optional(),
    }),
  }),
]);
const shapes = {
  text: z.strictObject({ content: bytesOf(1, 2_048) }),
  link: z.strictObject({ title: z.string().min(1), desc: z.string().optional(), url, thumb_media_id: z.string() }),
  miniprogram: z.strictObject({
    appid: z.string().min(1),
    title: z.string().optional(),
    thumb_media_id: z.string(),
    pagepath: z.string().min(1),
  }),
  msgmenu: z.strictObject({
    head_content: bytesOf(0, 1_024).optional(),
    list: z.array(menuItem).optional(),
    tail_content: bytesOf(0, 1_024).optional(),
  }),
  location: z.strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
};

const looseMenu = z.looseObject({ list: z.array(z.looseObject({ type: z.unknown() })).optional() });
const MENU_TYPES: readonly unknown[] = ['click', 'view', 'miniprogram', 'text'];

/**
 * Reads what `msgtype` says a body holds: refuses what is not one of the published messages. Texts are limited in bytes
 * of UTF-8.
 *
 * Source: developer.work.weixin.qq.com, document/path/94677.
 */
export function readKfMessage(body: Readonly<Record<string, unknown>>): ReadKfMessage {
  const msgtype = String(body['msgtype']);
  const content = body[msgtype];
  switch (msgtype) {
    case 'text':
      return readAs(shapes.text, msgtype, content, (text) => shown(msgtype, text.content));
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return readAs(file, msgtype, content, ({ media_id }) => shown(msgtype, '', [{ id: media_id, types: [msgtype] }]));
    case 'link':
      return readAs(shapes.link, msgtype, content, (link) => {
        const text = lines(cut(link.title, 128), cut(link.desc ?? '', 512), link.url);
        return shown(msgtype, text, [{ id: link.thumb_media_id, types: ['image'] }]);
      });
    case 'miniprogram':
      return readAs(shapes.miniprogram, msgtype, content, ({ title, thumb_media_id }) =>
        shown(msgtype, cut(title ?? '', 64), [{ id: thumb_media_id, types: ['image'] }]),
      );
    case 'msgmenu':
      return readMenu(content);
    case 'location':
      return readAs(shapes.location, msgtype, content, ({ name, address }) => shown(msgtype, lines(name, address)));
    default:
      return refused(40008, 'invalid message type');
  }
}

function readMenu(content: unknown): ReadKfMessage {
  const loose = looseMenu.safeParse(content);
  const items = loose.data?.list ?? [];
  if (items.length > MOST_MENU_ITEMS) return refused(95008, 'menu list count exceed limit');
  if (items.some(({ type }) => !MENU_TYPES.includes(type))) return refused(95009, 'invalid menu type');
  return readAs(shapes.msgmenu, 'msgmenu', content, ({ head_content, list = [], tail_content }) => {
    const text = lines(head_content, ...list.map(wordsOf), tail_content);
    if (text === '') return refused(40058, 'invalid Request Parameter: msgmenu is empty');
    const menu = list.flatMap((item) =>
      item.type === 'click' ? [{ id: item.click.id ?? '', content: item.click.content }] : [],
    );
    return { kind: 'read', message: { msgtype: 'msgmenu', text, menu, media: [] } };
  });
}

function wordsOf(item: z.infer<typeof menuItem>): string {
  switch (item.type) {
    case 'click':
      return item.click.content;
    case 'view':
      return item.view.content;
    case 'miniprogram':
      return item.miniprogram.content;
    case 'text':
      return item.text.content;
  }
}

function readAs<T>(
  shape: z.ZodType<T>,
  name: string,
  content: unknown,
  read: (fields: T) => ReadKfMessage,
): ReadKfMessage {
  const inner = checkFields(shape, content);
  return 'complaint' in inner
    ? refused(40058, `invalid Request Parameter: ${name}.${inner.complaint}`)
    : read(inner.fields);
}

function shown(msgtype: string, text: string, media: RenderedKfMessage['media'] = []): ReadKfMessage {
  return { kind: 'read', message: { msgtype, text, menu: [], media } };
}

function refused(errcode: number, errmsg: string): ReadKfMessage {
  return { kind: 'refused', errcode, errmsg };
}

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n');
}

/** The beginning of a text that fits into `bytes`, in whole characters. */
function cut(text: string, bytes: number): string {
  let rest = '';
  for (const character of text) {
    if (Buffer.byteLength(rest + character) > bytes) return rest;
    rest += character;
  }
  return rest;
}
