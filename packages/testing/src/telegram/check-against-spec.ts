import { botApiSpec, type SpecField } from './bot-api-spec.ts';

/** Why a value is not what the spec says, and where in it; undefined when it is. */
export type Complaint = { readonly path: string; readonly problem: string } | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks a call's parameters: every one known, the required ones there, all of the right type at every depth. */
export function checkParameters(methodName: string, parameters: Readonly<Record<string, unknown>>): Complaint {
  return checkFields(botApiSpec().methods[methodName]?.fields ?? [], parameters, '');
}

/** Checks an object against a named type of the spec. */
export function checkType(typeName: string, value: unknown, path = ''): Complaint {
  if (typeName.startsWith('Array of ')) {
    if (!Array.isArray(value)) return { path, problem: 'must be an array' };
    for (const [index, entry] of value.entries()) {
      const complaint = checkType(typeName.slice('Array of '.length), entry, `${path}[${index}]`);
      if (complaint) return complaint;
    }
    return undefined;
  }
  switch (typeName) {
    case 'Integer':
      return Number.isSafeInteger(value) ? undefined : { path, problem: 'must be an integer' };
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : { path, problem: 'must be a number' };
    case 'String':
      return typeof value === 'string' ? undefined : { path, problem: 'must be a string' };
    case 'Boolean':
      return typeof value === 'boolean' ? undefined : { path, problem: 'must be a boolean' };
    case 'InputFile':
      return { path, problem: 'must be a file; this fake takes none' };
  }
  const type = botApiSpec().types[typeName];
  if (!type) return { path, problem: `is of type ${typeName}, which the spec does not have` };
  if (type.subtypes) return checkOneOf(type.subtypes, value, path);
  if (!isRecord(value)) return { path, problem: 'must be an object' };
  return checkFields(type.fields ?? [], value, path);
}

function checkFields(fields: readonly SpecField[], value: Readonly<Record<string, unknown>>, path: string): Complaint {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  for (const name of Object.keys(value)) {
    if (!fields.some((field) => field.name === name)) return { path: at(name), problem: 'is unknown' };
  }
  for (const { name, types, required } of fields) {
    const given = value[name];
    if (given === undefined) {
      if (required) return { path: at(name), problem: 'is missing' };
      continue;
    }
    const complaint = checkOneOf(types, given, at(name));
    if (complaint) return complaint;
  }
  return undefined;
}

/** The complaint of the alternative that the value came furthest with: the deepest path tells most. */
function checkOneOf(types: readonly string[], value: unknown, path: string): Complaint {
  let deepest: Complaint;
  for (const type of types) {
    const complaint = checkType(type, value, path);
    if (!complaint) return undefined;
    if (!deepest || complaint.path.length > deepest.path.length) deepest = complaint;
  }
  return deepest;
}
