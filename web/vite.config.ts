import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `vite dev` forwards API calls; in production the server itself serves `dist`. */
const server = process.env.PONTE_SERVER ?? "http://localhost:4700";

/** One chunk per language and per heavy library: a page change costs only its own few kilobytes. */
const groups = [
  {
    debugName: "languages",
    name: (id: string) => `language-${/i18n\/([\w-]+)\//.exec(id)?.[1]}`,
    test: /src\/i18n\/[\w-]+\/.*\.json$/,
    priority: 30,
  },
  {
    name: "mantine",
    test: /node_modules\/(@mantine\/(core|hooks|form|store|notifications)|@floating-ui|react-textarea|react-remove|react-transition|react-number)/,
    priority: 10,
  },
  {
    name: "react",
    test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next)\//,
    priority: 10,
  },
  { name: "icons", test: /node_modules\/@tabler\/icons-react/, priority: 8 },
  { name: "shared", test: /web\/src\/(api|shell|ui|util)\//, priority: 7 },
  // Last: what the charts share with the rest must not drag them into every page.
  {
    name: "charts",
    test: /node_modules\/(@mantine\/charts|recharts|victory-vendor|d3-|@reduxjs|immer|decimal)/,
    priority: 5,
  },
];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome123", "firefox121", "safari17.5"],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    proxy: {
      "/api": {
        target: server,
        changeOrigin: true,
        // The API accepts mutations only from its own origin; behind the dev proxy that is the proxy's target.
        configure: (proxy) => proxy.on("proxyReq", (request) => request.setHeader("origin", server)),
      },
    },
  },
});
