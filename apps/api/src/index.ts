// The door of the api app: what people and operators ask, as a fastify plugin and its wiring.
export { type ApiAppOptions, apiApp } from './app.ts';
export { type ApiConfig, readApiConfig } from './config.ts';
export type { AppRouter } from './router.ts';
export { type Api, type ApiContext, wireApi } from './wire.ts';
