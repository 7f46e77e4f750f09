import { useComputedColorScheme } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./whatsapp.module.css";

export interface WhatsAppSurfaceProps {
  children: ReactNode;
  /** Left out, it follows the dashboard's own light or dark. */
  scheme?: "light" | "dark" | undefined;
  /** A chat wallpaper behind the bubbles. */
  wallpaper?: boolean;
}

/** The chat that bubbles stand in: it carries WhatsApp's colours, which appear nowhere else in the dashboard. */
export function WhatsAppSurface({ children, scheme, wallpaper = true }: WhatsAppSurfaceProps) {
  const computed = useComputedColorScheme("light");
  return (
    <div className={classes.surface} data-scheme={scheme ?? computed} data-wallpaper={wallpaper || undefined}>
      {children}
    </div>
  );
}
