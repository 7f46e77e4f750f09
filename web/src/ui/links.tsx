import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink, Link } from "@tanstack/react-router";
import { type AnchorHTMLAttributes, type ComponentProps, forwardRef, type ReactNode } from "react";

type AnchorElementProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "style" | "color">;

/** Client-side links that take an address from `paths`. `ButtonLink` for actions that lead elsewhere, `TextLink` in text. */
type To = { to: string; children: ReactNode };

const RoutedAnchor = createLink(
  forwardRef<HTMLAnchorElement, AnchorProps & AnchorElementProps>(function RoutedAnchor(props, ref) {
    return <Anchor ref={ref} {...props} />;
  }),
);

const RoutedButton = createLink(
  forwardRef<HTMLAnchorElement, ButtonProps & AnchorElementProps>(function RoutedButton(props, ref) {
    return <Button component="a" ref={ref} {...props} />;
  }),
);

/** Splits "/path?tab=x" the way the router wants it. */
export function splitTo(address: string): { to: string; search: Record<string, string> } {
  const [to = "", query = ""] = address.split("?");
  return { to, search: Object.fromEntries(new URLSearchParams(query)) };
}

export function TextLink({ to, ...rest }: To & AnchorProps & { className?: string; "aria-label"?: string }) {
  return <RoutedAnchor {...splitTo(to)} {...rest} />;
}

export function ButtonLink({ to, ...rest }: To & ButtonProps) {
  return <RoutedButton {...splitTo(to)} {...rest} />;
}

/** An unstyled routed link, for cards and navigation. */
export function PlainLink({ to, ...rest }: { to: string } & Omit<ComponentProps<"a">, "href" | "ref">) {
  return <Link {...splitTo(to)} {...(rest as object)} />;
}
