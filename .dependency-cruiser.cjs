/** The arrows of the architecture (docs/architecture.md). Each rule says why, so a failure explains itself. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '[.]test[.]tsx?$' },
  to: { pathNot: [...allowed, 'node_modules'], dependencyTypesNot: ['core'] },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // Types are gone when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only(
      'domain-is-pure',
      '^app/domain/',
      ['^app/domain/', '^question-bank/'],
      'The rules of an exam depend on nothing that can fail, wait or change.',
    ),
    {
      name: 'domain-has-no-packages',
      severity: 'error',
      comment: 'The rules are ours: no package, no IO.',
      from: { path: '^app/domain/', pathNot: '[.]test[.]tsx?$' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'],
      },
    },
    only(
      'db-knows-no-app',
      '^db/',
      ['^db/', '^question-bank/'],
      'Rows are plain; services turn them into domain values.',
    ),
    only(
      'proctoring-stands-alone',
      '^proctoring/',
      ['^proctoring/'],
      'It reaches the rest through its ports, which app/server.ts provides.',
    ),
    only(
      'services-are-not-web',
      '^app/services/',
      ['^app/(services|domain)/', '^db/', '^question-bank/'],
      'A use case must run from a job or a test, without a request.',
    ),
    only(
      'question-bank-stands-alone',
      '^question-bank/',
      ['^question-bank/'],
      'The bank is usable without the exams.',
    ),
    {
      name: 'routes-do-not-query',
      severity: 'error',
      comment: 'Call a service.',
      from: { path: '^app/(routes/|components/|ui/|root[.])' },
      to: { path: '^db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-do-not-share',
      severity: 'error',
      comment: 'What two routes need belongs in components or services.',
      from: { path: '^app/routes/([^/$]+)[^/]*/' },
      to: { path: '^app/routes/', pathNot: '^app/routes/$1' },
    },
    {
      name: 'drizzle-in-db',
      severity: 'error',
      comment: 'Queries are written in db/queries.',
      from: { pathNot: ['^db/', '^tests/', '^drizzle[.]config', '^app/auth/'] },
      to: { path: 'node_modules/(drizzle-orm|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lucia-in-auth',
      severity: 'error',
      comment: 'The session library is frozen upstream: one place knows it.',
      from: { pathNot: ['^app/auth/', '^db/'] },
      to: { path: 'node_modules/(lucia|@lucia-auth)/' },
    },
    {
      name: 'mediasoup-in-server',
      severity: 'error',
      comment: 'Media objects stay inside proctoring/server.',
      from: { pathNot: ['^proctoring/', '^app/server[.]ts$', '^tests/'] },
      to: { path: 'node_modules/(mediasoup|socket[.]io)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      comment: 'Seeds included.',
      from: { path: '^(app|db|proctoring|question-bank)/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]css$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
