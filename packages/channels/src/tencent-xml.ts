import { XMLParser } from 'fast-xml-parser';

/** A callback has a few kB; what is larger is none. */
const LARGEST_CHARACTERS = 256 * 1_024;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: 20,
});

/** The fields of a callback that are texts, by name; numbers stay texts, as a MsgId has more digits than a double. */
export type XmlFields = ReadonlyMap<string, string>;

/** Reads a callback's XML: no DTD, no entities. Undefined for anything that has no root `xml`. */
export function readXml(text: string): XmlFields | undefined {
  if (text.length > LARGEST_CHARACTERS || !/^\ufeff?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?<xml>/.test(text)) return undefined;
  if (hasDeclarations(text)) return undefined;
  let document: unknown;
  try {
    document = parser.parse(text);
  } catch {
    return undefined;
  }
  const root = isObject(document) && 'xml' in document ? document.xml : undefined;
  if (!isObject(root)) return undefined;
  return new Map(
    Object.entries(root).flatMap(([name, value]) =>
      typeof value === 'string' && name !== '#text' ? [[name, value] as const] : [],
    ),
  );
}

/** Writes fields as the platforms do: texts in CDATA, whole numbers bare. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const elements = Object.entries(fields).map(([name, value]) => {
    const content = typeof value === 'number' ? value : `<![CDATA[${escapeCdata(value)}]]>`;
    return `<${name}>${content}</${name}>`;
  });
  return `<xml>${elements.join('')}</xml>`;
}

/** XML has no way to write control characters. */
function escapeCdata(text: string): string {
  return withoutControls(text).replaceAll(']]>', ']]]]><![CDATA[>');
}

/** Without control characters other than tab and line ends, which XML cannot hold and WeChat's JSON must not. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}

/** Whether anything but CDATA holds a `<!`: a document type, an entity, a comment. The platforms send none. */
function hasDeclarations(text: string): boolean {
  const open = '<![CDATA[';
  for (let at = text.indexOf('<!'); at !== -1; at = text.indexOf('<!', at)) {
    if (!text.startsWith(open, at)) return true;
    const end = text.indexOf(']]>', at);
    if (end === -1) return true;
    at = end + 3;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
