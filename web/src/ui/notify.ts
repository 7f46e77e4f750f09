import { notifications } from "@mantine/notifications";

/** A short confirmation that something was done. Failures are shown where they happened, not here. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "teal", withBorder: true });
}

/** For failures that have no place of their own on the page. */
export function notifyFailed(title: string, message: string): void {
  notifications.show({ title, message, color: "red", withBorder: true, autoClose: 12_000 });
}
