/** Writes what the measured commands need to a folder of the bench's own. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { loadConfiguration } from "../../config/load";
import { folderSource } from "../../config/files/source";
import { SCALE } from "./cases";
import { BARE_LOOP, PEAK_PRELOAD, STOCK_MAIN, STOCK_TSCONFIG } from "./programs";
import { configurationFiles, plainData } from "./workload";
import type { Size } from "./workload";

const STOCK: Size = { environments: 1, deployments: 5 };

/** @param root the project, whose installed packages the programs use */
export function prepare(folder: string, root: string): void {
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
  writeFileSync(path.join(folder, "peak.cjs"), PEAK_PRELOAD);
  for (const { name, ...size } of SCALE) {
    writeWorkload(path.join(folder, name), size);
    writeFileSync(path.join(folder, name, "bare.cjs"), BARE_LOOP);
  }
  const stock = path.join(folder, "stock");
  writeWorkload(stock, STOCK);
  writeFileSync(path.join(stock, "main.ts"), STOCK_MAIN);
  writeFileSync(path.join(stock, "tsconfig.json"), STOCK_TSCONFIG);
  writeFileSync(path.join(stock, "package.json"), "{}\n");
}

/** A configuration in `config/`, and as plain data in `data.json`. */
export function writeWorkload(folder: string, size: Size): void {
  const config = path.join(folder, "config");
  for (const [name, text] of Object.entries(configurationFiles(size))) {
    mkdirSync(path.dirname(path.join(config, name)), { recursive: true });
    writeFileSync(path.join(config, name), text);
  }
  // The models are invented, so no day changes what is found.
  const options = { catalog: loadCatalog(), today: "2026-01-01" };
  const { environments } = loadConfiguration(folderSource(config, folder), options);
  if (environments.length !== size.environments) throw new Error(`the configuration in ${config} has errors`);
  writeFileSync(path.join(folder, "data.json"), JSON.stringify(plainData(environments)));
}
