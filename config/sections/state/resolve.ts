import type * as z from "zod/mini";
import type { StateBackend } from "./rules";
import type { shape } from "./shape";

/** @throws Error when the azurerm backend lacks a key, which the checks report */
export function resolve(given: z.output<typeof shape> | undefined): StateBackend {
  const { backend, storageAccount, container } = given ?? {};
  if (backend !== "azurerm") return { backend: "local" };
  if (storageAccount === undefined || container === undefined) throw new Error("checks let an incomplete state pass");
  return { backend, storageAccount, container };
}
