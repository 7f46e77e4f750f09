import { IconFile, IconPhotoOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { apiUrl, inWorkspace } from "../../../api/client.ts";
import type { ContactMessage } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";
import classes from "./conversation.module.css";

type Props = { workspace: string; contactId: string; message: ContactMessage };

/** The file a person sent, inside its bubble: seen or heard where a browser can, else a card to download it. */
export function InboundMedia({ workspace, contactId, message }: Props) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const { media, kind } = message;
  if (!media) return null;
  const name = media.filename ?? t(`conversation.kind.${kind}`, { defaultValue: t("conversation.file") });
  if (media.state !== "stored")
    return (
      <div className={classes.file} data-missing>
        <IconPhotoOff size={20} aria-hidden />
        <span>{t(`conversation.media.${media.state}`)}</span>
      </div>
    );
  const url = apiUrl(inWorkspace(workspace, `/contacts/${contactId}/messages/${message.id}/media`));
  const type = media.contentType ?? "";
  if (/^image\/(jpeg|png|webp|gif)$/.test(type))
    return (
      <a href={url} target="_blank" rel="noreferrer">
        <img
          src={url}
          alt={name}
          loading="lazy"
          className={classes.media}
          data-sticker={kind === "sticker"}
        />
      </a>
    );
  if (type.startsWith("video/"))
    // biome-ignore lint/a11y/useMediaCaption: a person's own clip has no captions.
    return <video src={url} controls preload="metadata" className={classes.media} aria-label={name} />;
  if (type.startsWith("audio/") || type === "application/ogg")
    // biome-ignore lint/a11y/useMediaCaption: a voice message has no captions.
    return <audio src={url} controls preload="metadata" className={classes.audio} aria-label={name} />;
  return (
    <a href={url} download className={classes.file}>
      <IconFile size={22} aria-hidden />
      <span>
        {name}
        {media.bytes !== null && media.bytes !== undefined && (
          <small className={classes.fileSize}>{format.bytes(media.bytes)}</small>
        )}
      </span>
    </a>
  );
}
