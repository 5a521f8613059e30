import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { ApiConfig } from './config.ts';

/** Requests that one address may make in a minute to procedures, in one process. */
const MOST_REQUESTS = 1_200;

/** What a browser may do with our pages: our own scripts and connections alone, styles as Mantine writes them, no frames. */
export async function guardPages(app: FastifyInstance, { publicUrl }: Pick<ApiConfig, 'publicUrl'>): Promise<void> {
  const isSecure = publicUrl.startsWith('https:');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(compress, {
    // An event stream must leave event by event.
    customTypes: /^(text\/(html|css|javascript|plain)|application\/(json|javascript|manifest\+json)|image\/svg\+xml)/,
    threshold: 2_048,
    encodings: ['gzip'],
  });
}

/** Limits how much one address asks for, and says so the way procedures do. */
export async function limitRequests(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, { max: MOST_REQUESTS, timeWindow: 60_000 });
  app.setErrorHandler((error, _request, reply) => {
    const isLimit = error instanceof Error && 'statusCode' in error && error.statusCode === 429;
    if (!isLimit) throw error;
    const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429 };
    return reply.code(429).send({ error: { message: 'Too many requests: wait a minute.', code: -32_029, data } });
  });
}
