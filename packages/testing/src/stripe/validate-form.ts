import type { FormTree } from './parse-form.ts';
import type { RequestSchema } from './request-spec.ts';

/** What Stripe finds wrong with a parameter, in the words and codes of its error object. */
export interface FormComplaint {
  readonly param: string;
  readonly message: string;
  readonly code?: string;
}

export type Validated = { readonly params: Readonly<Record<string, unknown>> } | { readonly complaint: FormComplaint };
type Read = { readonly value: unknown } | { readonly complaint: FormComplaint };

/**
 * Checks a form against a published request, at every depth, and reads texts as what the request says they are. An empty
 * text unsets, where the request allows it. The codes are those of https://docs.stripe.com/error-codes.
 */
export function validateForm(form: FormTree, schema: RequestSchema): Validated {
  const read = readObject(form, schema, '');
  if ('complaint' in read) return read;
  return { params: Object.fromEntries(Object.entries(read.value)) };
}

function readValue(given: string | FormTree, schema: RequestSchema, param: string): Read {
  if (schema.anyOf) return readOneOf(given, schema.anyOf, param);
  if (schema.enum) return readEnum(given, schema.enum, param);
  switch (schema.type) {
    case 'object':
      return typeof given === 'string' ? wrong(param, 'Invalid object') : readObject(given, schema, param);
    case 'array':
      return readArray(given, schema.items ?? {}, param);
    default:
      return typeof given === 'string' ? readText(given, schema, param) : wrong(param, `Invalid ${schema.type}`);
  }
}

function readObject(
  given: FormTree,
  schema: RequestSchema,
  param: string,
): { readonly value: Record<string, unknown> } | { readonly complaint: FormComplaint } {
  const value: Record<string, unknown> = {};
  const at = (name: string) => (param === '' ? name : `${param}[${name}]`);
  const unknown = Object.keys(given).filter((name) => schemaOf(schema, name) === undefined);
  if (unknown.length > 0) {
    const names = unknown.map(at).join(', ');
    const message = `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${names}`;
    return { complaint: { param: at(unknown[0] ?? ''), message, code: 'parameter_unknown' } };
  }
  for (const name of schema.required ?? []) {
    if (given[name] === undefined) {
      const message = `Missing required param: ${at(name)}.`;
      return { complaint: { param: at(name), message, code: 'parameter_missing' } };
    }
  }
  for (const [name, entry] of Object.entries(given)) {
    const read = readValue(entry, schemaOf(schema, name) ?? {}, at(name));
    if ('complaint' in read) return read;
    value[name] = read.value;
  }
  return { value };
}

function schemaOf(schema: RequestSchema, name: string): RequestSchema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, name)) return schema.properties[name];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function readArray(given: string | FormTree, items: RequestSchema, param: string): Read {
  if (typeof given === 'string') return wrong(param, 'Invalid array');
  const value: unknown[] = [];
  const names = Object.keys(given).sort((a, b) => Number(a) - Number(b));
  for (const [at, name] of names.entries()) {
    if (name !== String(at)) return wrong(param, 'Invalid array');
    const read = readValue(given[name] ?? '', items, `${param}[${name}]`);
    if ('complaint' in read) return read;
    value.push(read.value);
  }
  return { value };
}

function readEnum(given: string | FormTree, values: readonly string[], param: string): Read {
  if (typeof given === 'string' && values.includes(given)) return { value: given };
  if (given === '') return empty(param);
  const last = values.at(-1) ?? '';
  const list = values.length > 1 ? `one of ${values.slice(0, -1).join(', ')}, or ${last}` : last;
  return wrong(param, `Invalid ${lastStep(param)}: must be ${list}`);
}

function readText(given: string, schema: RequestSchema, param: string): Read {
  if (given === '') return empty(param);
  switch (schema.type) {
    case 'integer':
      if (/^-?\d{1,15}$/.test(given)) return { value: Number(given) };
      return wrong(param, `Invalid integer: ${given}`, 'parameter_invalid_integer');
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(given) ? { value: Number(given) } : wrong(param, `Invalid decimal: ${given}`);
    case 'boolean':
      if (given === 'true' || given === 'false') return { value: given === 'true' };
      return wrong(param, `Invalid boolean: ${given}`);
  }
  // At most 12 decimal places: https://docs.stripe.com/api/prices/create#create_price-unit_amount_decimal
  if (schema.format === 'decimal' && !/^-?\d+(\.\d{1,12})?$/.test(given)) {
    return wrong(param, `Invalid decimal: ${given}; must contain at maximum 12 decimal places.`);
  }
  if (schema.maxLength !== undefined && [...given].length > schema.maxLength) {
    return wrong(param, `Invalid string: ${given.slice(0, 20)}…; must be at most ${schema.maxLength} characters`);
  }
  return { value: given };
}

/** The complaint of the alternative that the value came furthest with: the longest name tells most. */
function readOneOf(given: string | FormTree, options: readonly RequestSchema[], param: string): Read {
  let furthest: FormComplaint | undefined;
  for (const option of options) {
    const read = readValue(given, option, param);
    if ('value' in read) return read;
    const isFitting = (option.type === 'object' || option.type === 'array') === (typeof given === 'object');
    if (!furthest || (isFitting && read.complaint.param.length >= furthest.param.length)) furthest = read.complaint;
  }
  return { complaint: furthest ?? { param, message: `Invalid ${param}` } };
}

function empty(param: string): Read {
  const name = lastStep(param);
  const message =
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a field; however ` +
    `'${name}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
  return wrong(param, message, 'parameter_invalid_empty');
}

function lastStep(param: string): string {
  return /\[([^[\]]+)\]$/.exec(param)?.[1] ?? param;
}

function wrong(param: string, message: string, code?: string): Read {
  return { complaint: { param, message, ...(code !== undefined && { code }) } };
}
