import type { FastifyInstance } from 'fastify';

const STYLE = `:root{color-scheme:light dark;font:16px/1.6 system-ui,sans-serif}body{margin:0;background:light-dark(#faf7f2,#1b1a18);color:light-dark(#2b2622,#ece7e0)}header{padding:3rem 1.5rem;background:light-dark(#e6dccd,#2c2824)}main,header>div{max-width:44rem;margin:auto}main{padding:1.5rem}h1{margin:0;font-size:2.2rem;line-height:1.2}ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:1rem;padding:0;list-style:none}li{padding:1rem;border-radius:.75rem;background:light-dark(#fff,#26231f)}h2{margin:0;font-size:1.1rem}p{margin:.25rem 0}`;

const SHELF = [
  ['Harbour Breakfast', 'A malty black tea. 250 g, 9.50'],
  ['Lane Espresso', 'Dark, with chocolate. 500 g, 14.00'],
  ['Jasmine Pearls', 'Green tea, rolled by hand. 100 g, 12.00'],
  ['Morning Filter', 'Light, with berries. 250 g, 8.50'],
];

/** A page of the demo's shop with the widget on it, as a shop would embed it. */
export async function demoRoutes(
  app: FastifyInstance,
  { accountId }: { readonly accountId: () => string | undefined },
): Promise<void> {
  app.get('/widget/demo.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get('/widget/demo', async (_request, reply) => {
    const account = accountId();
    if (account === undefined) return reply.code(404).send({ error: 'the demo is not ready' });
    return reply
      .header(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(pageOf(account));
  });
}

/** An account id has letters, digits and marks that mean nothing in HTML. */
function pageOf(account: string): string {
  const shelf = SHELF.map(([name, words]) => `<li><h2>${name}</h2><p>${words}</p></li>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Harbour Lane Tea &amp; Coffee</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/widget/demo.css">
</head>
<body>
<header><div><h1>Harbour Lane Tea &amp; Coffee</h1><p>An invented shop. Its chat, at the bottom of the page, is real: ask it something.</p></div></header>
<main><ul>${shelf}</ul></main>
<script src="/widget.js" data-account="${account}" async></script>
</body>
</html>
`;
}
