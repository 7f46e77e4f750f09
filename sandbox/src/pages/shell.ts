import { importMap } from "./vendor.ts";

/** One browser page: its script is `assets/<folder>/main.js`, its style `assets/<folder>/style.css`. */
export interface Page {
  title: string;
  folder: string;
}

/** The HTML around a page's script. The language of the text is set by the script, from the browser's own. */
export function renderPage({ title, folder }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/${folder}/style.css">
<script type="importmap">${JSON.stringify({ imports: importMap() })}</script>
<script type="module" src="/assets/${folder}/main.js"></script>
</head>
<body class="page-${folder}">
<div id="app"></div>
<noscript>This page needs JavaScript: please allow it in the browser and load the page again.</noscript>
</body>
</html>
`;
}
