// Reads the parameters of the calls below out of the types of Stripe's own `stripe` package, which are generated from
// Stripe's OpenAPI document, and writes them as schemas. Lengths, which types cannot say, come from the OpenAPI cut.
// Usage: node read-sdk-types.mjs PATH_OF_PACKAGE OPENAPI_CUT > requests-2026-10-28.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [sdk, cut] = process.argv.slice(2);
const ts = createRequire(join(process.cwd(), 'package.json'))('typescript');

const wanted = [
  ['Customers', 'CustomerResource', 'create retrieve update del list listBalanceTransactions createBalanceTransaction'],
  ['Products', 'ProductResource', 'create retrieve update list'],
  ['Prices', 'PriceResource', 'create retrieve update list'],
  ['Subscriptions', 'SubscriptionResource', 'create retrieve update cancel list'],
  ['SubscriptionItems', 'SubscriptionItemResource', 'create retrieve update del list'],
  ['Invoices', 'InvoiceResource', 'retrieve list listLineItems createPreview'],
  ['Events', 'EventResource', 'retrieve list'],
  ['WebhookEndpoints', 'WebhookEndpointResource', 'create retrieve update del list'],
  ['Billing/Meters', 'MeterResource', 'create retrieve update list deactivate reactivate listEventSummaries'],
  ['Billing/MeterEvents', 'MeterEventResource', 'create'],
  ['Billing/MeterEventAdjustments', 'MeterEventAdjustmentResource', 'create'],
  ['Billing/CreditGrants', 'CreditGrantResource', 'create retrieve list'],
  ['BillingPortal/Configurations', 'ConfigurationResource', 'create retrieve update list'],
  ['BillingPortal/Sessions', 'SessionResource', 'create'],
  ['Checkout/Sessions', 'SessionResource', 'create retrieve list expire listLineItems'],
  ['V2/Core/Events', 'EventResource', 'retrieve list'],
];

const files = [...wanted.map(([file]) => file), 'InvoiceLineItems', 'CustomerBalanceTransactions', 'Billing/MeterEventSummaries'].map((file) => join(sdk, 'esm/resources', `${file}.d.ts`));
const program = ts.createProgram(files, { module: 199, moduleResolution: 99, target: 99, strict: true, skipLibCheck: true, types: [] });
const checker = program.getTypeChecker();
const openapi = JSON.parse(readFileSync(cut, 'utf8'));

const without = (type, flag) => (type.isUnion() ? type.types.filter((part) => !(part.flags & flag)) : [type]);

function schemaOf(type, node, lengths) {
  let parts = without(type, ts.TypeFlags.Undefined | ts.TypeFlags.Null);
  const booleans = parts.filter((part) => part.flags & ts.TypeFlags.BooleanLiteral);
  parts = parts.filter((part) => !(part.flags & ts.TypeFlags.BooleanLiteral));
  const literals = parts.filter((part) => part.isStringLiteral()).map((part) => part.value);
  // `OtherString` opens a list of literals in the types; the API takes no others in requests.
  const isOpen = (part) => checker.typeToString(part).includes('OtherString') || (part.isIntersection?.() && (part.types.some((t) => t.flags & ts.TypeFlags.String)));
  parts = parts.filter((part) => !part.isStringLiteral() && !isOpen(part));
  const found = [];
  const values = literals.filter((value) => value !== '');
  if (values.length) found.push({ enum: values.sort() });
  if (booleans.length) found.push({ type: 'boolean' });
  for (const part of parts) found.push(one(part, node, lengths));
  if (type.types?.some((part) => part.flags & ts.TypeFlags.Null) || literals.includes('')) found.push({ enum: [''] });
  return found.length === 1 ? found[0] : { anyOf: found };
}

function one(type, node, lengths) {
  const name = checker.typeToString(type);
  if (name === 'Decimal') return { type: 'string', format: 'decimal' };
  if (type.flags & ts.TypeFlags.String) return { type: 'string', ...(lengths?.maxLength && { maxLength: lengths.maxLength }) };
  if (type.flags & ts.TypeFlags.Number) return { type: lengths?.type === 'number' ? 'number' : 'integer' };
  if (name.startsWith('Uint8Array')) return { type: 'string' };
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type);
    return { type: 'array', items: schemaOf(element, node, pick(lengths, (s) => s.items)) };
  }
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (index) return { type: 'object', additionalProperties: schemaOf(index.type, node) };
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const propertyType = checker.getTypeOfSymbolAtLocation(property, node);
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    properties[property.name] = schemaOf(propertyType, node, pick(lengths, (s) => s.properties?.[property.name]));
  }
  return { type: 'object', ...(Object.keys(properties).length && { properties }), ...(required.length && { required }), additionalProperties: false };
}

/** The part of the OpenAPI schema that a step leads to, through its alternatives. */
function pick(schema, step) {
  for (const option of [schema, ...(schema?.anyOf ?? [])]) {
    const found = option && step(option);
    if (found) return found.anyOf ? { ...found, ...found.anyOf.find((part) => part.type && !part.enum) } : found;
  }
}

const calls = {};
for (const [file, className, methods] of wanted) {
  const source = program.getSourceFile(join(sdk, 'esm/resources', `${file}.d.ts`));
  const script = readFileSync(join(sdk, 'esm/resources', `${file}.js`), 'utf8');
  const resource = source.statements.find((s) => ts.isClassDeclaration(s) && s.name.text === className);
  for (const method of methods.split(' ')) {
    const member = resource.members.find((m) => m.name?.getText(source) === method);
    if (!member) throw new Error(`${file} has no ${method}`);
    const at = script.search(new RegExp(`\\n    (async )?${method}\\(`));
    const [, verb, rawPath] = /_makeRequest\('(\w+)', [`']([^`']+)[`']/.exec(script.slice(at));
    const path = rawPath.replace(/\$\{encodeURIComponent\((\w+)\)\}/g, '{$1}');
    const parameter = member.parameters.find((p) => p.name.getText(source) === 'params');
    const verbs = openapi.paths[Object.keys(openapi.paths).find((known) => known.replace(/\{\w+\}/g, '{}') === path.replace(/\{\w+\}/g, '{}'))];
    const operation = verbs?.[verb.toLowerCase()];
    const body = operation?.requestBody?.content['application/x-www-form-urlencoded'].schema;
    const query = { properties: Object.fromEntries((operation?.parameters ?? []).map((p) => [p.name, p.schema])) };
    const lengths = verb === 'POST' ? body : query;
    const schema = parameter ? schemaOf(checker.getTypeAtLocation(parameter), parameter, lengths) : { type: 'object', additionalProperties: false };
    calls[`${verb} ${path}`] = schema;
  }
}

const answers = [
  ['Customers', 'Customer'],
  ['Products', 'Product'],
  ['Prices', 'Price'],
  ['Subscriptions', 'Subscription'],
  ['SubscriptionItems', 'SubscriptionItem'],
  ['Invoices', 'Invoice'],
  ['InvoiceLineItems', 'InvoiceLineItem', 'line_item'],
  ['Events', 'EventBase', 'event'],
  ['WebhookEndpoints', 'WebhookEndpoint'],
  ['CustomerBalanceTransactions', 'CustomerBalanceTransaction'],
  ['Billing/Meters', 'Meter'],
  ['Billing/MeterEvents', 'MeterEvent'],
  ['Billing/MeterEventAdjustments', 'MeterEventAdjustment'],
  ['Billing/MeterEventSummaries', 'MeterEventSummary'],
  ['Billing/CreditGrants', 'CreditGrant'],
  ['BillingPortal/Configurations', 'Configuration'],
  ['BillingPortal/Sessions', 'Session'],
  ['Checkout/Sessions', 'Session'],
];

/** The JSON types a field can have. */
function kindsOf(type) {
  const kinds = new Set();
  for (const part of type.isUnion() ? type.types : [type]) {
    if (part.flags & ts.TypeFlags.Undefined) continue;
    if (part.flags & ts.TypeFlags.Null) kinds.add('null');
    else if (part.flags & (ts.TypeFlags.String | ts.TypeFlags.StringLiteral) || part.isIntersection()) kinds.add('string');
    else if (part.flags & (ts.TypeFlags.Number | ts.TypeFlags.NumberLiteral)) kinds.add('number');
    else if (part.flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral)) kinds.add('boolean');
    else if (checker.typeToString(part) === 'Decimal') kinds.add('string');
    else kinds.add(checker.isArrayType(part) ? 'array' : 'object');
  }
  return [...kinds].sort();
}

const objects = {};
for (const [file, name, as] of answers) {
  const source = program.getSourceFile(join(sdk, 'esm/resources', `${file}.d.ts`));
  const declared = source.statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === name);
  const type = checker.getTypeAtLocation(declared.name);
  const fields = { required: {}, optional: {} };
  let key = as;
  for (const property of checker.getPropertiesOfType(type)) {
    const propertyType = checker.getTypeOfSymbolAtLocation(property, declared);
    if (property.name === 'object' && !key) key = propertyType.value;
    fields[property.flags & ts.SymbolFlags.Optional ? 'optional' : 'required'][property.name] = kindsOf(propertyType);
  }
  objects[key] = fields;
}
process.stdout.write(`${JSON.stringify({ calls, objects })}\n`);
