/** "Meta Business settings": numbers on the Cloud API without the popup, and tokens of system users. */
import { Pending } from "../components/Pending.js";
import { TopBar } from "../components/TopBar.js";
import { html, mount, useEffect } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { NumberForm } from "./NumberForm.js";
import { TokenForm } from "./TokenForm.js";
import { Tokens } from "./Tokens.js";
import { words } from "./words.js";

function MetaBusiness() {
  const t = useWords(words);
  const overview = useResource("/control/meta/overview", ["signup"]);
  useEffect(() => {
    document.title = `${t("title")} (sandbox)`;
  }, [t]);
  const { data, reload } = overview;
  return html`<${TopBar} />
    <main class="main stack">
      <div><h1>${t("title")}</h1><p class="muted">${t("lead")}</p></div>
      <${Pending} resource=${overview} />
      ${data && html`<div class="two"><${TokenForm} t=${t} overview=${data} onIssued=${reload} /><${NumberForm} t=${t} overview=${data} onMade=${reload} /></div>`}
      ${data && html`<${Tokens} t=${t} tokens=${data.tokens} onChanged=${reload} />`}
    </main>`;
}

mount(MetaBusiness);
