import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { encode, renderSVG } from "uqr";
import type { OptInLink } from "../../api/queries/opt-ins.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";

/** Big enough for a poster: 1,600 pixels at most, whole pixels per module so that edges stay sharp. */
const pngWidth = 1600;
const border = 4;

function download(url: string, name: string): void {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
}

function pngOf(text: string): Promise<Blob | null> {
  const { data, size } = encode(text, { border, ecc: "M" });
  const scale = Math.floor(pngWidth / size);
  const canvas = document.createElement("canvas");
  canvas.width = size * scale;
  canvas.height = size * scale;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000000";
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries()) if (dark) pen.fillRect(x * scale, y * scale, scale, scale);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

const fileName = (link: OptInLink) =>
  `qr-${
    link.name
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || link.code
  }`;

/** The QR code of a link, to copy, download or print. */
export function LinkQr({ link }: { link: OptInLink }) {
  const { t } = useTranslation("optins");
  const svg = renderSVG(link.url, { border, ecc: "M" });
  const image = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  const png = async () => {
    const blob = await pngOf(link.url);
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    download(url, `${fileName(link)}.png`);
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <Stack gap="sm">
      <img
        src={image}
        alt={t("links.qrAlt", { name: link.name })}
        width={220}
        height={220}
        style={{ background: "#fff", borderRadius: 8, alignSelf: "center" }}
      />
      <Group gap="xs" grow preventGrowOverflow={false} wrap="nowrap">
        <Button
          variant="default"
          px="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download(image, `${fileName(link)}.svg`)}
        >
          SVG
        </Button>
        <Button
          variant="default"
          px="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void png()}
        >
          PNG
        </Button>
        <Button
          variant="default"
          px="xs"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => print(link, svg)}
        >
          {t("links.print")}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }} data-testid="link-url">
        {link.url}
      </Text>
      <Stack gap="xs">
        <CopyButton value={link.url} label={t("links.address")} withText />
        {link.url !== link.whatsAppUrl && (
          <CopyButton value={link.whatsAppUrl} label={t("links.waAddress")} withText />
        )}
      </Stack>
    </Stack>
  );
}

/** A sheet with nothing but the code and what it is for. Built from nodes, so that no name can become markup. */
function print(link: OptInLink, svg: string): void {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;width:0;height:0;border:0";
  frame.addEventListener(
    "load",
    () => {
      const sheet = frame.contentDocument;
      if (!sheet || !frame.contentWindow) return;
      const image = sheet.createElement("img");
      image.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
      image.style.cssText = "display:block;width:12cm;margin:2cm auto 1cm";
      const title = sheet.createElement("p");
      title.textContent = `${link.displayName} · ${link.text}`;
      title.style.cssText = "font:20px sans-serif;text-align:center";
      sheet.body.append(image, title);
      frame.contentWindow.addEventListener("afterprint", () => frame.remove());
      image.addEventListener("load", () => frame.contentWindow?.print());
    },
    { once: true },
  );
  frame.srcdoc = "<!doctype html><title></title><body></body>";
  document.body.append(frame);
}
