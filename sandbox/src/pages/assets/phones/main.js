/**
 * The customers' phones: the list of them, and one in the hand. `/phones/<number>?with=<business number>` is a chat (`&text=` is
 * written in it already, as a wa.me link does), `/phones/wall` shows many at once.
 */
import { TopBar } from "../components/TopBar.js";
import { html, mount, useEffect } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { useAddress } from "../lib/router.js";
import { PhoneList } from "./list/PhoneList.js";
import { Phone } from "./Phone.js";
import { Wall } from "./wall/Wall.js";
import { words } from "./words.js";

function Phones() {
  const t = useWords(words);
  const address = useAddress();
  const place = decodeURIComponent(address.pathname.split("/")[2] ?? "");
  const wall = place === "wall";
  const sender = address.searchParams.get("with");
  const text = address.searchParams.get("text") ?? "";
  useEffect(() => {
    document.title = `${wall ? t("wall") : place || t("title")} (sandbox)`;
  }, [t, place]);
  if (wall)
    return html`<div class="phones"><${TopBar} /><main class="wall-main"><${Wall} t=${t} /></main></div>`;
  return html`<div class=${`phones ${place ? "has-phone" : ""}`}>
    <${TopBar} />
    <div class="phones-body">
      <${PhoneList} t=${t} chosen=${place} />
      <main>
        ${
          place
            ? html`<${Phone} key=${place} t=${t} number=${place} sender=${sender} text=${text} />`
            : html`<div class="empty choose"><h2>${t("chooseTitle")}</h2><p>${t("chooseText")}</p></div>`
        }
      </main>
    </div>
  </div>`;
}

mount(Phones);
