// Which way imports may point. In server/src the domains stand in layers and arrows go only to the left:
// lib | workspaces contacts | segments templates content connectors | messages | inbound campaigns | analytics | api | main
const layers = [
  ["lib"],
  ["workspaces", "contacts"],
  ["segments", "templates", "content", "connectors"],
  ["messages"],
  ["inbound", "campaigns", "journeys"],
  ["analytics", "streams"],
  ["api"],
];

const towardsTheRight = layers.slice(0, -1).map((layer, index) => ({
  name: `server-layer-${index + 1}-looks-right`,
  comment:
    "A lower domain never calls a higher one: it records an event or adds a job that the higher one consumes.",
  severity: "error",
  from: { path: `^server/src/(${layer.join("|")})/`, pathNot: "[.]test[.]ts$" },
  to: {
    path: `^server/src/((${layers
      .slice(index + 1)
      .flat()
      .join("|")}|commands|seed)/|(app|worker|main)[.]ts$)`,
  },
}));

module.exports = {
  forbidden: [
    ...towardsTheRight,
    {
      name: "api-knows-no-role",
      severity: "error",
      from: { path: "^server/src/api/", pathNot: "[.]test[.]ts$" },
      to: { path: "^server/src/((commands|seed)/|(app|worker|main)[.]ts$)" },
    },
    {
      name: "providers-know-no-domain",
      comment:
        "connectors/<provider>/ holds payload builders, parsers and a thin shell: no table, no domain, no other provider.",
      severity: "error",
      from: { path: "^server/src/connectors/(infobip|meta|webhook)/", pathNot: "[.]test[.]ts$" },
      to: {
        path: "^server/src/",
        pathNot:
          "^server/src/(lib/|config[.]ts|connectors/(connector|account|outbound|errors)[.]ts|connectors/$1/)",
      },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "sandbox-is-independent",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: "^(server|web|e2e)/" },
    },
    {
      name: "web-knows-only-the-api",
      severity: "error",
      from: { path: "^web/src/" },
      to: { path: "^(server|sandbox|e2e)/" },
    },
    {
      name: "ui-knows-no-api",
      severity: "error",
      from: { path: "^web/src/ui/" },
      to: { path: "^web/src/(api|pages)/" },
    },
    {
      name: "providers-touch-no-database",
      comment: "What they need of a row comes through the contract's types.",
      severity: "error",
      from: { path: "^server/src/connectors/(infobip|meta|webhook)/", pathNot: "[.]test[.]ts$" },
      to: {
        path: "^server/src/lib/(db|context|jobs|listen|migrate|partitions|schema|postgres.*)[.]ts$|node_modules/(kysely|pg)/",
      },
    },
    {
      name: "product-imports-no-tests",
      severity: "error",
      from: {
        path: "^(server|web|sandbox)/src/",
        pathNot: "[.]test[.]tsx?$|^server/src/connectors/testing/",
      },
      to: { path: "^(server|sandbox)/test/|^server/src/connectors/testing/|[.]test[.]tsx?$" },
    },
    {
      name: "no-unknown-module",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(/assets/|virtual:)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules|data)/|sandbox/src/pages/assets/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs"],
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
