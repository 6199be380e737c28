/** Throw-away git repositories with a configuration. */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { cli, type CliResult } from "./cli";
import { filesWith } from "./config";
import { temporaryFolder, writeFiles } from "./workspace";

export const ENVIRONMENTS = "config/environments";

/** What git needs, and nothing of this machine's settings. */
export const GIT_ENV: Record<string, string> = {
  PATH: process.env.PATH ?? "",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
  GIT_AUTHOR_DATE: "2026-11-22T12:00:00Z",
  GIT_COMMITTER_DATE: "2026-11-22T12:00:00Z",
  // No commit looks for something to tidy up.
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "maintenance.auto",
  GIT_CONFIG_VALUE_0: "false",
};

export class Repository {
  /** Made once for a test file, and copied. */
  static #withDev?: Repository;

  constructor(readonly folder = temporaryFolder("repository")) {}

  /** A repository whose `main` holds one sound environment, `dev`. */
  static withDev(): Repository {
    this.#withDev ??= new Repository().begun();
    const repository = new Repository();
    cpSync(this.#withDev.folder, repository.folder, { recursive: true });
    return repository;
  }

  private begun(): this {
    this.git("init", "--quiet", "--initial-branch=main", "--template=");
    this.write("dev");
    this.commit();
    return this;
  }

  git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.folder, env: GIT_ENV, encoding: "utf8" }).trim();
  }

  /** A sound environment, some of its files replaced. */
  write(environment: string, changed: Record<string, string> = {}): void {
    const files = filesWith(changed) as Record<string, string>;
    const paths = Object.entries(files).map(([name, text]) => [`${ENVIRONMENTS}/${environment}/${name}`, text]);
    writeFiles(this.folder, Object.fromEntries(paths) as Record<string, string>);
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name), { recursive: true });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message=change");
  }

  get head(): string {
    return this.git("rev-parse", "HEAD");
  }

  review(...args: string[]): Promise<CliResult> {
    return this.reviewWith({}, ...args);
  }

  reviewWith(env: Record<string, string>, ...args: string[]): Promise<CliResult> {
    return cli(["review", ...args], { cwd: this.folder, env: { ...GIT_ENV, ...env } });
  }
}

/** What review says when it cannot run. */
export async function refusal(repository: Repository, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await repository.review(...args);
  expect([status, stdout]).toEqual([2, ""]);
  return stderr;
}
