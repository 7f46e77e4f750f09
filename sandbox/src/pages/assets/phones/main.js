/** The customers' phones: the list of them, and one in the hand. `/phones/<number>?with=<business number>` is a chat. */
import { TopBar } from "../components/TopBar.js";
import { html, mount, useEffect } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { useAddress } from "../lib/router.js";
import { Phone } from "./Phone.js";
import { PhoneList } from "./PhoneList.js";
import { words } from "./words.js";

function Phones() {
  const t = useWords(words);
  const address = useAddress();
  const number = decodeURIComponent(address.pathname.split("/")[2] ?? "");
  const sender = address.searchParams.get("with");
  useEffect(() => {
    document.title = `${number || t("title")} (sandbox)`;
  }, [t, number]);
  return html`<div class=${`phones ${number ? "has-phone" : ""}`}>
    <${TopBar} />
    <div class="phones-body">
      <${PhoneList} t=${t} chosen=${number} />
      <main>
        ${
          number
            ? html`<${Phone} key=${number} t=${t} number=${number} sender=${sender} />`
            : html`<div class="empty choose"><h2>${t("chooseTitle")}</h2><p>${t("chooseText")}</p></div>`
        }
      </main>
    </div>
  </div>`;
}

mount(Phones);
