// Who may import whom. Each rule has its reason; everything is an error. The table is in CONTRIBUTING.md's words:
// arrows only point down.

/** What the code of a package may import of ours; its own files are always allowed. */
const mayImport = {
  domain: [],
  locales: [],
  'embedded-mongo': [],
  channels: ['domain', 'locales'],
  answers: ['domain', 'locales'],
  billing: ['domain', 'locales'],
  tenants: ['domain', 'locales'],
  insights: ['domain', 'locales', 'answers'],
  conversations: ['domain', 'locales', 'answers'],
  delivery: ['domain', 'locales'],
  testing: ['domain', 'database', 'embedded-mongo'],
};

/** The one home of each vendor: the name as imported, and where it may be. */
const homes = [
  [
    'mongoose',
    '^packages/database/|^apps/cli/src/commands/bench/naive\\.ts$',
    'Everything else speaks to a store; the benchmark measures what is built without one.',
  ],
  [
    'node-nlp',
    '^apps/cli/src/commands/bench/naive\\.ts$',
    'The answer engine is our own; the benchmark measures another beside it.',
  ],
  ['mongodb', '^packages/embedded-mongo/test/', 'The driver is for proving the embedded server.'],
  [
    'telegraf',
    '^packages/channels/src/telegram/|^apps/cli/src/commands/bench/floor\\.ts$',
    'Only a channel knows its platform; the benchmark measures a bare bot beside it.',
  ],
  ['botbuilder', '^packages/channels/src/teams/sdk\\.ts$', 'The SDK is in one module, so that it can be replaced.'],
  ['stripe', '^packages/billing/src/stripe\\.ts$', 'Money leaves through one door.'],
  ['openai', '^packages/answers/src/openai\\.ts$', 'Models are called from one place.'],
  ['better-auth', '^packages/tenants/src/auth(-keys)?\\.ts$', 'Sign-in lives in one place.'],
  ['web-push', '^packages/delivery/src/(push|vapid-keys)\\.ts$', 'Browsers are told through one door.'],
  ['fastify', '^apps/', 'Packages know no HTTP framework.'],
  ['@trpc/server', '^apps/api/', 'Transports live in apps.'],
  ['react', '^apps/web/', 'Screens live in one app.'],
  ['i18next', '^(packages/locales|apps/web)/', 'Sentences come from one place.'],
];

const isTest = '(\\.test\\.ts|\\.soak\\.ts|\\.contract\\.ts)$|^(apps|packages)/[^/]+/test/|^test/';
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle has no bottom to start reading from.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'What cannot be found cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'one-door',
      comment: 'A package is entered through what its package.json exports.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: {
        path: '^(apps|packages)/[^/]+/(src|test)/',
        pathNot: ['^$1/$2/', '^(apps|packages)/[^/]+/src/index\\.ts$', '^packages/[^/]+/src/[^/]+\\.contract\\.ts$'],
      },
    },
    ...Object.entries({ ...mayImport, database: ['domain', 'embedded-mongo', 'delivery'] }).map(([name, allowed]) => ({
      name: `tests-of-${name}-import-only-below`,
      comment: `Tests of packages/${name} may import what it may, and testing.`,
      severity: 'error',
      from: { path: `^packages/${name}/(src|test)/.*(\\.test|\\.soak|\\.contract)\\.ts$` },
      to: {
        path: '^(apps|packages)/',
        pathNot: `^packages/(${[name, 'testing', ...allowed].join('|')})/`,
        dependencyTypesNot: ['type-only'],
      },
    })),
    ...Object.entries(mayImport).map(([name, allowed]) => ({
      name: `${name}-imports-only-below`,
      comment: `packages/${name} may import ${allowed.join(', ') || 'nothing of ours'}.`,
      severity: 'error',
      from: { path: `^packages/${name}/`, pathNot: isTest },
      to: { path: '^(apps|packages)/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
    })),
    {
      name: 'domain-imports-zod-alone',
      comment: 'The nouns do no I/O.',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: isTest },
      to: { path: '.', pathNot: ['^packages/domain/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'database-imports-only-below',
      comment:
        'packages/database may import domain, embedded-mongo, and the types of the packages whose ports it fills.',
      severity: 'error',
      from: { path: '^packages/database/', pathNot: isTest },
      to: {
        path: '^(apps|packages)/',
        pathNot: '^packages/(database|domain|embedded-mongo)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'embedded-mongo-in-one-place',
      comment: 'Whether the database is embedded is known in connect.ts, and to those who keep and move its file.',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: [
          '^packages/embedded-mongo/',
          '^packages/database/src/(connect|embedded-upkeep|move/[^/]+)\\.ts$',
          '^packages/testing/',
          isTest,
        ],
      },
      to: { path: '^packages/embedded-mongo/' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'Fakes serve tests, and the simulator and benchmark of the command line.',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: ['^packages/testing/', '^apps/cli/src/commands/(simulate|bench)', isTest],
      },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'apps-apart',
      comment: 'api and bots run in processes of their own.',
      severity: 'error',
      from: { path: '^apps/(api|bots)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'database-only-in-wire',
      comment: 'An app is given its stores; wire.ts alone fits them in. Types may be named anywhere.',
      severity: 'error',
      from: { path: '^apps/(api|bots)/src/', pathNot: ['/wire\\.ts$', isTest] },
      to: { path: '^packages/database/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-imports-only-nouns',
      comment: 'Screens know the nouns, the sentences and the types of the api.',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: isTest },
      to: {
        path: '^(apps|packages)/',
        pathNot: ['^apps/web/', '^packages/(domain|locales)/', '^apps/api/src/index\\.ts$'],
      },
    },
    {
      name: 'packages-know-no-app',
      comment: 'Arrows point down.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'locales-and-embedded-mongo-keep-to-their-vendors',
      comment: 'Sentences need i18next, the embedded server bson, and nothing else.',
      severity: 'error',
      from: { path: '^packages/(locales|embedded-mongo)/src/', pathNot: isTest },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: '(^|/)node_modules/(i18next|bson)/' },
    },
    ...homes.map(([vendor, home, comment]) => ({
      name: `home-of-${vendor.replace(/[^a-z]+/g, '-').replace(/^-/, '')}`,
      comment,
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [home, isTest] },
      to: { path: `(^|/)node_modules/${literally(vendor)}/|^${literally(vendor)}(/|$)` },
    })),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
