import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./styles.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "./i18n/i18n.ts";
import { createAppRouter } from "./routes.tsx";
import { Providers } from "./shell/Providers.tsx";
import { queryClient } from "./shell/query-client.ts";

const root = document.getElementById("root");
if (root) {
  await startI18n();
  const router = createAppRouter(queryClient);
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
