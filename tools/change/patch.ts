/** Changes of files as a patch that `git apply` takes. */
import path from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** A file before and after. */
export interface ChangedFile {
  /** As diagnostics show it. */
  readonly path: string;
  /** Undefined for a file that is new. */
  readonly before: string | undefined;
  /** Undefined for a file that goes. */
  readonly after: string | undefined;
}

/** Where a patch of files that lie elsewhere is applied. */
const DISK = "/";

/** Where paths of the patch start, from where one stands: there, or at the root of the disk where one of them lies elsewhere. */
export function patchRoot(files: readonly ChangedFile[], cwd: string): string {
  const isElsewhere = ({ path: shown }: ChangedFile): boolean =>
    path.relative(cwd, path.resolve(cwd, shown)).startsWith("..");
  return files.some(isElsewhere) ? DISK : cwd;
}

/** The same files with paths from there. */
export function filesFrom(root: string, files: readonly ChangedFile[], cwd: string): ChangedFile[] {
  const pathOf = (shown: string): string => path.relative(root, path.resolve(cwd, shown)).split(path.sep).join("/");
  return files.map((file) => ({ ...file, path: pathOf(file.path) }));
}

/** A unified diff. */
export function patchOf(files: readonly ChangedFile[]): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map(({ path: name, before, after }) => {
      const [old, now] = [
        before === undefined ? "/dev/null" : `a/${name}`,
        after === undefined ? "/dev/null" : `b/${name}`,
      ];
      return createTwoFilesPatch(old, now, before ?? "", after ?? "", undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join("");
}
