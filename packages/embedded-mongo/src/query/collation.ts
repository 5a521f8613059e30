import { compareText, isNumeric, type TextOrder } from '../bson/compare.ts';
import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, notSupported, typeMismatch } from '../command-error.ts';
import type { Collation } from './context.ts';
import { typeName } from './type-names.ts';

/** Locales whose order `Intl.Collator` and MongoDB take from the same unchanged root table. */
const rootLocales = new Set(['en', 'en_US', 'de', 'fr', 'it', 'nl', 'pt', 'id', 'ms']);

/** Each option with the one value it may have here; what it does otherwise is refused by name. */
const fixed: readonly (readonly [string, Value])[] = [
  ['caseLevel', false],
  ['caseFirst', 'off'],
  ['numericOrdering', false],
  ['alternate', 'non-ignorable'],
  ['maxVariable', 'punct'],
  ['normalization', false],
  ['backwards', false],
];

/**
 * Reads a `collation` option; undefined for none and for `simple`, which both compare bytes. Throws as MongoDB does on
 * malformed ones, and 115 on locales, strengths and options this database does not have.
 */
export function parseCollation(value: Value | undefined): Collation | undefined {
  if (value === undefined || value === null) return undefined;
  if (!(value instanceof Map)) {
    throw typeMismatch(`BSON field 'collation' is the wrong type '${typeName(value)}', expected type 'object'`);
  }
  if (value.size === 0) return undefined;
  const locale = value.get('locale');
  if (locale === undefined) {
    throw new CommandError(40414, "BSON field 'collation.locale' is missing but a required field");
  }
  if (typeof locale !== 'string') {
    throw typeMismatch(`BSON field 'collation.locale' is the wrong type '${typeName(locale)}', expected type 'string'`);
  }
  const strength = strengthOf(value);
  if (locale === 'simple') return undefined;
  refuseOptions(value);
  if (!rootLocales.has(locale)) {
    if (isLocale(locale)) throw notSupported(`the collation locale ${locale}`);
    throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`);
  }
  return { locale, strength };
}

function strengthOf(value: Doc): 1 | 2 | 3 {
  const strength = value.get('strength') ?? 3;
  if (!isNumeric(strength)) {
    throw typeMismatch(`BSON field 'collation.strength' is the wrong type '${typeName(strength)}'`);
  }
  const number = Math.trunc(asNumber(strength));
  if (number === 1 || number === 2 || number === 3) return number;
  if (number === 4 || number === 5) throw notSupported(`the collation strength ${number}`);
  if (number > 5) throw new CommandError(51024, `BSON field 'strength' value must be <= 5, actual value '${number}'`);
  throw badValue(`Enumeration value '${number}' for field 'collation.strength' is not a valid value.`);
}

function refuseOptions(value: Doc): void {
  for (const [name, given] of value) {
    if (name === 'locale' || name === 'version' || name === 'strength') continue;
    const known = fixed.find(([option]) => option === name);
    if (!known) throw new CommandError(40415, `BSON field 'collation.${name}' is an unknown field.`);
    if (typeof known[1] === 'boolean' && (typeof given === 'boolean' || isNumeric(given)) && !isTrue(given)) continue;
    if (given !== known[1]) throw notSupported(`the collation option ${name}`);
  }
}

function isLocale(locale: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(locale.replaceAll('_', '-')).length > 0;
  } catch {
    return false;
  }
}

/** The collation with every option, as listIndexes shows it. */
export function describeCollation({ locale, strength }: Collation): Doc {
  const described: Doc = new Map([['locale', locale]]);
  for (const [name, value] of fixed) {
    if (name === 'numericOrdering') described.set('strength', strength);
    described.set(name, value);
  }
  return described.set('version', '57.1');
}

export function equalCollations(left: Collation | undefined, right: Collation | undefined): boolean {
  return left?.strength === right?.strength && left?.locale === right?.locale;
}

const orders = new Map<string, TextOrder>();
const sensitivities = { 1: 'base', 2: 'accent', 3: 'variant' } as const;

/** How the collation compares two strings; by their bytes when there is none. */
export function textOrder(collation: Collation | undefined): TextOrder {
  if (!collation) return compareText;
  const { locale, strength } = collation;
  const known = orders.get(`${locale} ${strength}`);
  if (known) return known;
  const order = new Intl.Collator(locale.replaceAll('_', '-'), {
    sensitivity: sensitivities[strength],
    usage: 'sort',
    ignorePunctuation: false,
    numeric: false,
    caseFirst: 'false',
  }).compare;
  orders.set(`${locale} ${strength}`, order);
  return order;
}
