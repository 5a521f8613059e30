// The door of the bots app: webhooks in, messages out, as a fastify plugin and its wiring.
export { botsApp } from './app.ts';
export { type BotsConfig, readBotsConfig } from './config.ts';
export { endQuietConnections } from './end-quiet-connections.ts';
export { wireUsage } from './usage/wire.ts';
export { type Bots, type BotsContext, wireBots } from './wire.ts';
