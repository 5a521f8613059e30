import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { differences } from './customers.ts';
import { pageOf } from './pages.ts';
import { changedMetadata, flag, part, refuseUnmodelled, text, texts } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { Product } from './stripe-objects.ts';

/** Products. */
export const productAnswers: Answers = {
  'POST /v1/products': (account, { params }) => {
    refuseUnmodelled(params, ['default_price_data', 'package_dimensions']);
    const id = text(params, 'id') ?? account.newId('prod');
    if (account.products.has(id)) {
      throw refuse(`Product already exists.`, { param: 'id', code: 'resource_already_exists' });
    }
    const product: Product = {
      id,
      object: 'product',
      active: flag(params, 'active') ?? true,
      created: account.nowS(),
      default_price: null,
      description: text(params, 'description') ?? null,
      images: texts(params, 'images'),
      livemode: false,
      marketing_features: [],
      metadata: changedMetadata({}, params),
      name: text(params, 'name') ?? '',
      package_dimensions: null,
      shippable: null,
      statement_descriptor: text(params, 'statement_descriptor') ?? null,
      tax_code: text(params, 'tax_code') ?? null,
      tax_details: part(params, 'tax_details') ?? null,
      type: 'service',
      unit_label: text(params, 'unit_label') ?? null,
      updated: account.nowS(),
      url: text(params, 'url') ?? null,
    };
    account.products.set(id, product);
    account.emit('product.created', product);
    return product;
  },
  'GET /v1/products/{id}': (account, input) => productOf(account, idOf(input)),
  'POST /v1/products/{id}': (account, input) => {
    const product = productOf(account, idOf(input));
    const { params } = input;
    const before = structuredClone(product);
    for (const name of ['description', 'statement_descriptor', 'tax_code', 'unit_label', 'url', 'default_price']) {
      if (params[name] !== undefined) product[name] = text(params, name) ?? null;
    }
    product.name = text(params, 'name') ?? product.name;
    product.active = flag(params, 'active') ?? product.active;
    product.metadata = changedMetadata(product.metadata, params);
    product['updated'] = account.nowS();
    account.emit('product.updated', product, differences(before, product));
    return product;
  },
  'GET /v1/products': (account, { params }) => {
    const active = flag(params, 'active');
    const ids = params['ids'] === undefined ? undefined : texts(params, 'ids');
    const fitting = [...account.products.values()]
      .filter((one) => active === undefined || one.active === active)
      .filter((one) => ids === undefined || ids.includes(one.id));
    return pageOf('/v1/products', fitting, params);
  },
};

function productOf(account: Account, id: string): Product {
  const product = account.products.get(id);
  if (!product) throw missing('product', id);
  return product;
}
