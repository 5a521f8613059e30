import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built screens: two folders up both from here and from where the command line is bundled to. */
export const builtScreens: string = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** What is no screen: an address under these is not found rather than answered with the screens' page. */
const others = /^\/(api|trpc|webhooks|widget|assets|healthz|readyz|metrics)(\/|$)/;

/**
 * Serves the built screens, when there are any: files as they are, hashed ones for ever, and the one page for every
 * other address that a browser goes to.
 */
export async function pages(app: FastifyInstance, { folder }: { readonly folder: string }): Promise<void> {
  if (!existsSync(`${folder}/index.html`)) return;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    // The bots serve the widget's script, to other sites' pages too.
    globIgnore: ['widget.js'],
    cacheControl: false,
    setHeaders(reply, path) {
      const isHashed = path.startsWith(`${folder}/assets/`);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', (request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const isPage = !others.test(pathname) && !/\.\w+$/.test(pathname);
    if (!isPage) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}
