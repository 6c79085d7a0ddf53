// Data flows one way: model -> attacks -> properties -> cli. A folder may read those before it, never those after.
// Test files may read forward (a test of the model may borrow a law from properties), but not from cli.
const test = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that import each other (types included) are one module in two files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-stands-alone',
      comment:
        'The model knows parties and messages; attackers, properties and the command line stay out of it.',
      severity: 'error',
      from: { path: '^model/', pathNot: test },
      to: { path: '^(attacks|properties|cli)/' },
    },
    {
      name: 'attacks-read-only-the-model',
      severity: 'error',
      from: { path: '^attacks/', pathNot: test },
      to: { path: '^(properties|cli)/' },
    },
    {
      name: 'what-decides-knows-no-drawings',
      comment:
        'Within properties: what is checked and decided, then drawings of it, then the library over both.',
      severity: 'error',
      from: { path: '^properties/', pathNot: ['^properties/(drawings|library)/'] },
      to: { path: '^properties/(drawings|library)/' },
    },
    {
      name: 'drawings-know-no-library',
      severity: 'error',
      from: { path: '^properties/drawings/' },
      to: { path: '^properties/library/' },
    },
    {
      name: 'only-named-files-reach-the-machine',
      comment:
        'Outside cli nothing reads files, starts processes or asks about the terminal, but for these: results that ship, worker threads, SPIN, and the fonts of pictures.',
      severity: 'error',
      from: {
        path: '^(model|attacks|properties)/',
        pathNot: [
          test,
          '^attacks/worker\\.ts$',
          '^properties/(export/spin|bench/sides)\\.ts$',
          '^properties/results/(digest|sourceDigest|shippedResults|searching)\\.ts$',
          '^properties/setup\\.ts$',
          '^properties/drawings/svg/png\\.ts$',
        ],
      },
      to: {
        path: '^(node:)?(fs|fs/promises|child_process|worker_threads|os|process|module|readline|tty|net|http)$',
      },
    },
    {
      name: 'examples-use-the-library-alone',
      comment: 'By its name, as whoever installs it does.',
      severity: 'error',
      from: { path: '^examples/', pathNot: test },
      to: { path: '^(model|attacks|properties|cli)/', pathNot: '^properties/library/index\\.ts$' },
    },
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      from: { pathNot: '^cli/' },
      to: { path: '^cli/' },
    },
    {
      name: 'search-never-reads-the-catalogue',
      comment:
        'The catalogue classifies what was found. If the search or the model could read it, it could script it.',
      severity: 'error',
      from: { path: '^(model/|attacks/(engine/|logic/|search/))' },
      to: { path: '^attacks/catalogue(/|\\.ts$)' },
    },
    {
      name: 'search-never-reaches-the-catalogue',
      comment: 'Neither directly nor through another module.',
      severity: 'error',
      from: { path: '^(model/|attacks/(engine/|logic/|search/))', pathNot: test },
      to: { path: '^attacks/catalogue(/|\\.ts$)', reachable: true },
    },
    {
      name: 'certificates-are-checked-without-the-searches',
      comment:
        'The checker shares the model and the rules of the attacker with what it checks, and no search.',
      severity: 'error',
      from: { path: '^properties/certificate/check\\.ts$' },
      to: { path: '^attacks/search(/|\\.ts$)', reachable: true },
    },
    {
      name: 'model-is-pure',
      comment: 'No files, clocks or processes in the model: it runs anywhere, and the same everywhere.',
      severity: 'error',
      from: { path: '^model/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-dependencies-in-the-product',
      severity: 'error',
      from: {
        path: '^(model|attacks|properties|cli)/',
        // The page is bundled when it is built; a browser is driven where what drives it is there.
        pathNot: [
          test,
          '^properties/setup\\.ts$',
          // Made when the project is built, and where the sources themselves run.
          '^properties/results/sourceDigest\\.ts$',
          // An optional peer: whoever wants a queue installs it, and is told so.
          '^cli/sweeps/queue/',
          '^cli/explorer/(page/|browser/|vite\\.config|chromium\\.ts$)',
        ],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['(^|/)dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
