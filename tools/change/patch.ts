/** Changes of files as a patch that `git apply` takes. */
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

/** A unified diff. */
export function patchOf(files: readonly ChangedFile[]): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => {
      const [old, now] = [
        before === undefined ? "/dev/null" : `a/${path}`,
        after === undefined ? "/dev/null" : `b/${path}`,
      ];
      return createTwoFilesPatch(old, now, before ?? "", after ?? "", undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join("");
}
