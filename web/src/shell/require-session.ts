import { redirect } from "@tanstack/react-router";
import { ApiError } from "../api/client.ts";
import { loginPath } from "../util/paths.ts";

/** Waits for `me`; without a session, leads to the log-in page and back here afterwards. */
export async function requireSession<T>(me: Promise<T>, here: string): Promise<T> {
  try {
    return await me;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ href: loginPath(here), replace: true });
    throw error;
  }
}
