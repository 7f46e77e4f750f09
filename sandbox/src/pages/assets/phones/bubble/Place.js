import { html, useMemo } from "../../lib/html.js";

const WIDTH = 300;
const HEIGHT = 150;

/** A place: a map drawn here (no network), its name and address; opens a real map. */
export function Place({ t, place, small = false }) {
  const { latitude, longitude, name, address } = place;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}&zoom=16`;
  const label = name || address || t("location");
  return html`<a class="place" href=${map} target="_blank" rel="noopener noreferrer" aria-label=${`${t("openMap")}: ${label}`}>
    <${MapDrawing} latitude=${Number(latitude)} longitude=${Number(longitude)} />
    ${
      !small &&
      html`<span class="place-words"><strong>${label}</strong>
      <small>${name && address ? address : `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`}</small></span>`
    }
  </a>`;
}

/** Streets, a park and water that look like somewhere, always alike for the same place. */
export function MapDrawing({ latitude, longitude }) {
  const { streets, avenues, water, park, blocks } = useMemo(
    () => town(latitude, longitude),
    [latitude, longitude],
  );
  return html`<svg class="map" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <rect class="map-ground" width=${WIDTH} height=${HEIGHT} />
    ${blocks.map(([x, y, w, h], index) => html`<rect key=${index} class="map-block" x=${x} y=${y} width=${w} height=${h} rx="2" />`)}
    <path class="map-water" d=${water} />
    <path class="map-park" d=${park} />
    ${streets.map((d, index) => html`<path key=${index} class="map-street" d=${d} />`)}
    ${avenues.map((d, index) => html`<path key=${index} class="map-avenue" d=${d} />`)}
    <ellipse cx=${WIDTH / 2} cy=${HEIGHT / 2 + 1} rx="8" ry="3" fill="#0003" />
    <path d=${`M${WIDTH / 2} ${HEIGHT / 2}c-3-10-13-16-13-27a13 13 0 0 1 26 0c0 11-10 17-13 27z`} fill="#e5443a" stroke="#fff" stroke-width="2" />
    <circle cx=${WIDTH / 2} cy=${HEIGHT / 2 - 27} r="4.500" fill="#fff" />
  </svg>`;
}

function town(latitude, longitude) {
  let value = (Math.round((latitude + 90) * 9973) * 7919 + Math.round((longitude + 180) * 9973)) >>> 0;
  const random = () => {
    value = (value * 1664525 + 1013904223) >>> 0;
    return (value >>> 8) / 0x1000000;
  };
  const tilt = (random() - 0.5) * 60;
  const across = Array.from({ length: 7 }, (_, index) => 8 + index * 24 + (random() - 0.5) * 8);
  const down = Array.from({ length: 11 }, (_, index) => -20 + index * 34 + (random() - 0.5) * 12);
  const blocks = across.flatMap((y) => down.map((x) => [x + 5, y + 4, 12 + random() * 14, 8 + random() * 8]));
  const corner = random() < 0.5 ? 0 : WIDTH;
  const inland = corner === 0 ? 60 + random() * 40 : WIDTH - 60 - random() * 40;
  const green = { x: 30 + random() * (WIDTH - 110), y: 14 + random() * 60 };
  return {
    blocks: blocks.filter(() => random() < 0.55),
    streets: [
      ...across.map((y) => `M0 ${y}L${WIDTH} ${y + tilt * 0.3}`),
      ...down.map((x) => `M${x} 0L${x + tilt} ${HEIGHT}`),
    ],
    avenues: [
      `M0 ${HEIGHT * (0.3 + random() * 0.4)}C80 ${HEIGHT * random()} 200 ${HEIGHT * random()} ${WIDTH} ${HEIGHT * (0.3 + random() * 0.4)}`,
    ],
    water: `M${corner} ${HEIGHT * 0.45}C${inland} ${HEIGHT * 0.55} ${inland} ${HEIGHT * 0.9} ${(inland + corner) / 2} ${HEIGHT}H${corner}z`,
    park: `M${green.x} ${green.y}h${34 + random() * 24}l6 ${28 + random() * 16}h-${40 + random() * 20}z`,
  };
}
