import js from '@eslint/js'
import playwright from 'eslint-plugin-playwright'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

const pure = 'A pure module is given its time, its randomness and its data.'

export default ts.config(
  {
    ignores: [
      'build/',
      'node_modules/',
      '.data/',
      'proctoring/worker/overlay/',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
      globals: { process: 'readonly', module: 'readonly', console: 'readonly' },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 10],
      'max-lines': ['error', 300],
      'max-params': ['error', 4],
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Remix throws Responses on purpose.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/require-await': 'off',
      // The types of our closures are written as methods; hardly anything here has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Remix and Vitest read their types by declaration merging: `interface Theirs extends Ours {}`.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['../../*'], message: 'Use #app/…, #db/… across folders.' }] },
      ],
    },
  },
  {
    files: ['app/domain/**', 'question-bank/*.ts', 'question-bank/{assembly,laws}/**'],
    ignores: [
      '**/*.test.ts',
      'question-bank/cli.ts',
      'question-bank/load.ts',
      'question-bank/laws/{read-docx,print-comparison}.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'crypto', 'setTimeout', 'setInterval', 'performance', 'console'].map(
          (name) => ({ name, message: pure }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: pure },
        { object: 'Math', property: 'random', message: pure },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: pure },
        { selector: 'AwaitExpression', message: 'A pure module never waits.' },
      ],
    },
  },
  { files: ['app/**/*.tsx'], ...jsxA11y.flatConfigs.recommended },
  {
    files: ['app/**/*.tsx', 'app/**/use-*.ts', 'proctoring/browser/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['app/routes/**/route.tsx'], rules: { 'max-lines': ['error', 150] } },
  { files: ['tests/e2e/**'], ...playwright.configs['flat/recommended'] },
  {
    files: ['tests/e2e/**'],
    rules: { 'playwright/no-wait-for-timeout': 'error', 'playwright/expect-expect': 'off' },
  },
  { files: ['app/i18n/**', 'tests/**', '**/*.test.ts'], rules: { 'max-lines': 'off' } },
  // A journey is one long story; its fallbacks for what cannot be missing are not branches anybody must follow.
  { files: ['tests/**'], rules: { complexity: 'off' } },
  {
    // A test reads replies as they come over the wire, and matchers are untyped: the expectation is the check.
    files: ['tests/**', '**/*.test.ts'],
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'argument', 'call', 'return'].map((name) => [
        `@typescript-eslint/no-unsafe-${name}`,
        'off',
      ]),
    ),
  },
  // Vitest and Playwright read a fixture's needs off its first parameter, so one without needs says `{}`.
  {
    files: ['tests/fixtures/**'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  { files: ['*.js', '*.cjs', '**/*.cjs'], ...ts.configs.disableTypeChecked },
)
