import {
  IconFileText,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconPlayerPlayFilled,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RenderedMessage } from "../../api/types.ts";
import { FormattedText } from "./FormattedText.tsx";
import classes from "./whatsapp.module.css";

type Header = NonNullable<RenderedMessage["header"]>;

/** The part above the body: a line of bold text, a picture, a film, a document, a place; or the file that is the message. */
export function HeaderView({ header }: { header: Header }) {
  const { t } = useTranslation("campaigns");
  switch (header.format) {
    case "TEXT":
      return header.text ? (
        <div className={classes.headerText}>
          <FormattedText text={header.text} />
        </div>
      ) : null;
    case "IMAGE":
      return <HeaderImage url={header.mediaUrl} />;
    case "VIDEO":
      return <HeaderVideo url={header.mediaUrl} />;
    case "DOCUMENT":
      return <HeaderDocument name={header.filename ?? fileNameOf(header.mediaUrl)} />;
    case "GIF":
      return <HeaderVideo url={header.mediaUrl} gif />;
    case "LOCATION":
      return <HeaderPlace header={header} />;
    case "AUDIO":
      return (
        <div className={classes.document}>
          <IconMicrophone className={classes.voiceIcon} aria-hidden="true" />
          <span className={classes.documentName}>{fileNameOf(header.mediaUrl) ?? t("preview.audio")}</span>
        </div>
      );
    case "STICKER":
      return <img className={classes.sticker} src={header.mediaUrl} alt={t("preview.sticker")} />;
    default:
      return null;
  }
}

function HeaderImage({ url }: { url?: string | undefined }) {
  const { t } = useTranslation("campaigns");
  const [broken, setBroken] = useState(false);
  // A new address deserves a new try.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what resets the state
  useEffect(() => setBroken(false), [url]);
  if (!url || broken) {
    return (
      <div className={classes.media}>
        <IconPhoto className={classes.mediaIcon} aria-hidden="true" />
        <span className={classes.mediaHint}>
          {broken ? t("preview.imageBroken") : t("preview.imageMissing")}
        </span>
      </div>
    );
  }
  return (
    <img className={classes.image} src={url} alt={t("preview.imageAlt")} onError={() => setBroken(true)} />
  );
}

function HeaderVideo({ url, gif = false }: { url?: string | undefined; gif?: boolean }) {
  const { t } = useTranslation("campaigns");
  return (
    <div className={classes.media}>
      <span className={classes.play}>
        {gif ? (
          <span className={classes.gif}>GIF</span>
        ) : (
          <IconPlayerPlayFilled aria-hidden="true" size={22} />
        )}
      </span>
      <span className={classes.mediaHint}>{url ? fileNameOf(url) : t("preview.videoMissing")}</span>
    </div>
  );
}

function HeaderPlace({ header }: { header: Header }) {
  const { name, address, text } = header;
  return (
    <div className={classes.place}>
      <div className={classes.media}>
        <IconMapPin className={classes.mediaIcon} aria-hidden="true" />
      </div>
      <div className={classes.placeWords}>
        {name && <strong>{name}</strong>}
        {address && <span>{address}</span>}
        {!name && !address && text && <span>{text}</span>}
      </div>
    </div>
  );
}

function HeaderDocument({ name }: { name: string | undefined }) {
  const { t } = useTranslation("campaigns");
  const extension = name?.includes(".") ? name.split(".").at(-1)?.toUpperCase() : undefined;
  return (
    <div className={classes.document}>
      <IconFileText className={classes.documentIcon} aria-hidden="true" />
      <span className={classes.documentName}>{name ?? t("preview.documentMissing")}</span>
      {extension && <span className={classes.documentKind}>{extension}</span>}
    </div>
  );
}

function fileNameOf(url: string | undefined): string | undefined {
  if (!url) return undefined;
  const path = url.split(/[?#]/u)[0] ?? "";
  return decodeURIComponentSafely(path.split("/").filter(Boolean).at(-1) ?? url);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
