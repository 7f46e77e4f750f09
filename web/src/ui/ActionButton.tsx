import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { MouseEventHandler, ReactNode } from "react";

type Props = ButtonProps & {
  children: ReactNode;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  type?: "button" | "submit";
  form?: string;
  /** Why the button does nothing now; shown on hover and focus, read by screen readers. */
  disabledReason?: string | false | null;
};

/** A button that, when disabled, says why. It stays focusable, so that the reason is reachable by keyboard. */
export function ActionButton({ disabledReason, onClick, type = "button", ...rest }: Props) {
  if (!disabledReason) return <Button type={type} onClick={onClick} {...rest} />;
  return (
    <Tooltip label={disabledReason} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...rest}
        type="button"
        data-disabled
        aria-disabled
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
