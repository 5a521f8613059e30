import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type XmlField = string | number | bigint | { readonly [name: string]: XmlField };

/** Writes the XML that the platforms post: texts in CDATA, numbers bare. */
export function toXml(fields: { readonly [name: string]: XmlField }): string {
  return `<xml>${elements(fields)}</xml>`;
}

function elements(fields: { readonly [name: string]: XmlField }): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');
}

function content(value: XmlField): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'object') return elements(value);
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'item',
});

/** Reads well-formed XML without a DTD whose root is `xml`: texts stay texts. Undefined for anything else. */
export function fromXml(text: string): Readonly<Record<string, unknown>> | undefined {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) return undefined;
  const document: unknown = parser.parse(text);
  const root = typeof document === 'object' && document !== null && 'xml' in document ? document.xml : undefined;
  return typeof root === 'object' && root !== null ? Object.fromEntries(withoutSpaces(root)) : undefined;
}

function withoutSpaces(element: object): [string, unknown][] {
  return Object.entries(element)
    .filter(([name]) => name !== '#text')
    .map(([name, value]) => [name, cleaned(value)]);
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return typeof value === 'object' && value !== null ? Object.fromEntries(withoutSpaces(value)) : value;
}
