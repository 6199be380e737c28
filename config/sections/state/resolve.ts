import type * as z from "zod/mini";
import type { StateBackend } from "./rules";
import type { shape } from "./shape";

/** @throws Error when the backend lacks a key, which the checks report */
export function resolve(given: z.output<typeof shape> | undefined): StateBackend {
  const { backend = "local", storageAccount, container, organization, project } = given ?? {};
  if (backend === "local") return { backend };
  if (backend === "azurerm" && storageAccount !== undefined && container !== undefined) {
    return { backend, storageAccount, container };
  }
  if (backend === "hcp" && organization !== undefined && project !== undefined) {
    return { backend, organization, project };
  }
  throw new Error("checks let an incomplete state pass");
}
