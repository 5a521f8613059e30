// The door of the api app: what people and operators ask, as a fastify plugin.
export { apiApp } from './app.ts';
