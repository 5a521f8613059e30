/** A form as it came: texts, nested as the brackets of their names say. */
export interface FormTree {
  [name: string]: string | FormTree;
}

/**
 * Reads Stripe's form encoding: `a[b]=x` nests, `a[0]=x` and `a[]=x` count. What stands in a list comes back under its
 * number. A problem when a name's brackets make no sense, or one name is both a text and a parent.
 */
export function parseForm(body: string): { readonly form: FormTree } | { readonly problem: string } {
  const tree: FormTree = Object.create(null);
  for (const [name, text] of new URLSearchParams(body)) {
    const steps = stepsOf(name);
    if (!steps) return { problem: `Invalid parameter name: ${name}` };
    const problem = put(tree, steps, text, name);
    if (problem) return { problem };
  }
  return { form: tree };
}

function put(tree: FormTree, steps: readonly string[], text: string, name: string): string | undefined {
  let at = tree;
  for (const [depth, step] of steps.entries()) {
    const key = step === '' ? String(Object.keys(at).length) : step;
    if (depth === steps.length - 1) {
      if (typeof at[key] === 'object') return `Invalid parameter: ${name} is an object as well`;
      at[key] = text;
      return undefined;
    }
    const next = at[key] ?? Object.create(null);
    if (typeof next === 'string') return `Invalid parameter: ${name} is a text as well`;
    at[key] = next;
    at = next;
  }
  return undefined;
}

function stepsOf(name: string): string[] | undefined {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return undefined;
  const inner = [...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(([, step]) => step ?? '');
  return [match[1] ?? '', ...inner];
}
