/**
 * Who may import whom. `npm run lint` holds every file against it; docs/architecture.md draws it.
 * @type {import("dependency-cruiser").IConfiguration}
 */
// What the engine exports: a private file of it is not in its successor, or not the same (docs/decisions/0001-cdktf-and-its-fork.md).
const CDKTF = ["cdktf", "constructs"].map((name) => `^node_modules/${name}/lib/index\\.(js|d\\.ts)$`);
const PROVIDERS = ["^node_modules/@cdktf/provider-(azurerm|kubernetes)/lib/[^/]+/"];
/** What `config/` has that imports nothing but its like: constructs may know it. */
const LEAVES = [
  "^config/(account|models|llm|sections/[^/]+)/rules\\.ts$",
  "^config/(addresses|days|model|resource|rule|terraform|text|values)\\.ts$",
  "^config/findings/(characters|codes|nearest|severity|explanations/[^/]+)\\.ts$",
  "^config/llm/(llm-env|providers/(endpoints|foundry-url))\\.ts$",
];

/** What a backend copies, and the program calls the models with. */
const CLIENT = "^docs/examples/backend/typescript/llm\\.ts$";

/** What each room may import: its own files, these, and node's modules where it says so. */
const ROOMS = [
  { room: "^main\\.ts$", may: ["^config/", "^stacks/", "^tools/cli/"], node: true },
  { room: "^stacks/", may: ["^constructs/", "^policies/", "^config/", ...CDKTF, ...PROVIDERS], node: true },
  { room: "^constructs/", may: [...LEAVES, ...CDKTF, ...PROVIDERS] },
  { room: "^policies/", may: ["^config/", ...CDKTF], node: true },
  { room: "^config/", may: ["^node_modules/(yaml|zod/mini|zod/v4|ipaddr\\.js)/"], node: true },
  {
    room: "^tools/cli/",
    may: ["^tools/", "^config/", "^package\\.json$", CLIENT],
    node: true,
  },
  { room: "^tools/text/", may: ["^config/"] },
  { room: "^tools/azure/", may: ["^tools/text/", "^config/", "^node_modules/(@azure|zod)/"], node: true },
  { room: "^tools/catalog/", may: ["^tools/(azure|text)/", "^config/", "^node_modules/zod/"], node: true },
  { room: "^tools/change/", may: ["^tools/(azure|text)/", "^config/", "^node_modules/diff/"], node: true },
  { room: "^tools/preflight/", may: ["^tools/(azure|text)/", "^config/"], node: true },
  {
    room: "^tools/smoke/",
    may: ["^tools/text/", "^config/", CLIENT],
    node: true,
  },
  { room: "^tools/overview/", may: ["^tools/text/", "^config/", "^node_modules/@viz-js/viz/"], node: true },
  { room: "^tools/review/", may: ["^tools/(azure|text)/", "^config/"], node: true },
  ...["bench", "cost", "explain", "show-env", "terraform", "usage", "validate"].map((name) => ({
    room: `^tools/${name}/`,
    may: ["^tools/text/", "^config/"],
    node: true,
  })),
  { room: CLIENT, may: ["^node_modules/(openai|@azure/identity|google-auth-library)/"] },
  { room: "^tools/[^/]+\\.ts$", may: ["^tools/text/", "^config/"], node: true },
];

const nameOf = (room) => room.replace(/[\\^$]/g, "").replace("/[/]+.ts", "/*.ts");

module.exports = {
  forbidden: [
    ...ROOMS.map(({ room, may, node = false }, index) => ({
      name: `only-what-is-listed: ${nameOf(room)}`,
      comment: "the list is in .dependency-cruiser.cjs",
      severity: "error",
      // A file belongs to the first room that it matches.
      from: { path: room, pathNot: ROOMS.slice(0, index).map((other) => other.room) },
      to: { pathNot: [room, ...may], ...(node && { dependencyTypesNot: ["core"] }) },
    })),
    {
      name: "leaves-know-only-leaves",
      severity: "error",
      from: { path: LEAVES },
      to: { pathNot: [...LEAVES, "^node_modules/ipaddr\\.js/"], dependencyTypesNot: ["core"] },
    },
    {
      name: "no-cycle",
      comment: "types count as well: what needs each other belongs together, or needs a third",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-provider-index",
      comment: "import providers by deep path: the index costs seconds",
      severity: "error",
      from: {},
      to: { path: "^node_modules/@cdktf/provider-[a-z]+/lib/index\\.(js|d\\.ts)$" },
    },
    {
      name: "nobody-imports-an-entry-point",
      comment: "but a test that runs it without a process",
      severity: "error",
      from: { pathNot: "^__tests__/" },
      to: { path: ["^main\\.ts$", "^tools/cli/bin/"] },
    },
    {
      name: "no-file-outside-the-rooms",
      severity: "error",
      from: { path: "^(main|config|constructs|docs|policies|stacks|tools)", pathNot: ROOMS.map(({ room }) => room) },
      to: {},
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "^node_modules/" },
    exclude: { path: "\\.(cjs|mjs)$" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "types"] },
  },
};
