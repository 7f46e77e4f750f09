/** The "Infobip portal": what a person does at the provider before and after connecting. */
import { Pending } from "../components/Pending.js";
import { html, mount, useEffect, useState } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { useAddress } from "../lib/router.js";
import { Header } from "./Header.js";
import { Home } from "./Home.js";
import { KeyEdit, KeyForm } from "./KeyForm.js";
import { Keys } from "./Keys.js";
import { Logs } from "./Logs.js";
import { Menu } from "./Menu.js";
import { Senders } from "./Senders.js";
import { Templates } from "./Templates.js";
import { words } from "./words.js";

const SECTIONS = {
  "/portal": Home,
  "/portal/api-keys": Keys,
  "/portal/api-keys/new": KeyForm,
  "/portal/api-keys/edit": KeyEdit,
  "/portal/logs": Logs,
  "/portal/senders": Senders,
  "/portal/templates": Templates,
};
const CHOSEN_ACCOUNT = "sandbox.account";

function Portal() {
  const t = useWords(words);
  const address = useAddress();
  const accounts = useResource("/control/accounts");
  const [chosen, setChosen] = useState(localStorage.getItem(CHOSEN_ACCOUNT));
  const account = accounts.data?.find(({ key }) => key === chosen) ?? accounts.data?.[0];
  const Section = SECTIONS[address.pathname.replace(/\/$/, "")] ?? Home;
  const choose = async (key) => {
    localStorage.setItem(CHOSEN_ACCOUNT, key);
    await accounts.reload();
    setChosen(key);
  };
  useEffect(() => {
    document.title = `${t("title")} (${t("standIn")})`;
  }, [t]);
  return html`<div class="portal">
    <${Header} t=${t} account=${account} accounts=${accounts.data ?? []} onChoose=${choose} />
    <${Menu} t=${t} path=${address.pathname} />
    <main>
      <${Pending} resource=${accounts} />
      ${account && html`<${Section} key=${account.key} t=${t} account=${account} onChanged=${accounts.reload} />`}
    </main>
  </div>`;
}

mount(Portal);
