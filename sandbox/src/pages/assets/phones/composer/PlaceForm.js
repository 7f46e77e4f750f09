import { TextField } from "../../components/Field.js";
import { html, useState } from "../../lib/html.js";
import { MapDrawing } from "../bubble/Place.js";

/** Places to choose from without typing coordinates. */
const PLACES = [
  { name: "MASP", address: "Av. Paulista, 1578, São Paulo", latitude: -23.56141, longitude: -46.65588 },
  { name: "Marco Zero", address: "Praça Rio Branco, Recife", latitude: -8.06315, longitude: -34.87114 },
  { name: "Zócalo", address: "Centro, Ciudad de México", latitude: 19.43261, longitude: -99.13321 },
  { name: "Praça do Comércio", address: "Lisboa", latitude: 38.70775, longitude: -9.13659 },
];

export function PlaceForm({ t, send }) {
  const [place, setPlace] = useState(PLACES[0]);
  const [own, setOwn] = useState(false);
  const submit = (event) => {
    event.preventDefault();
    const { latitude, longitude, name, address } = place;
    send({
      kind: "location",
      latitude: Number(latitude),
      longitude: Number(longitude),
      ...(name ? { name } : {}),
      ...(address ? { address } : {}),
    });
  };
  const field = (name, rest) =>
    html`<${TextField} label=${t(name)} value=${String(place[name] ?? "")} onValue=${(value) => setPlace({ ...place, [name]: value })} autocomplete="off" ...${rest} />`;
  const coordinate = { type: "number", step: "any", required: true };
  return html`<form class="attach-form" onSubmit=${submit}>
    <div class="place-preview"><${MapDrawing} latitude=${Number(place.latitude)} longitude=${Number(place.longitude)} /></div>
    <div role="radiogroup" aria-label=${t("location")}>
      ${PLACES.map(
        (
          one,
        ) => html`<label key=${one.name} class="sheet-row"><span class="grow"><span>${one.name}</span><small>${one.address}</small></span>
          <input type="radio" name="place" checked=${!own && place.name === one.name} onChange=${() => {
            setOwn(false);
            setPlace(one);
          }} /></label>`,
      )}
      <label class="sheet-row"><span class="grow">${t("otherPlace")}</span><input type="radio" name="place" checked=${own} onChange=${() => {
        setOwn(true);
        setPlace({ ...place, name: "", address: "" });
      }} /></label>
    </div>
    ${own && html`<div class="pair">${field("latitude", { ...coordinate, min: -90, max: 90 })}${field("longitude", { ...coordinate, min: -180, max: 180 })}</div><${TextField} label=${t("placeName")} value=${place.name} onValue=${(name) => setPlace({ ...place, name })} autocomplete="off" />`}
    <div class="sheet-foot"><button class="wa-primary">${t("sendThisLocation")}</button></div>
  </form>`;
}
