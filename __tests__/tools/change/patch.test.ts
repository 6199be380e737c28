import { cli } from "../../helpers/cli";
import { DEV, run, Workspace } from "../../helpers/workspace";

test("--dry-run of a folder elsewhere is a patch from the root of the disk", async () => {
  const folder = new Workspace();
  const before = folder.output(DEV);
  const patchIn = async (cwd: string, FOUNDRY_CONFIG_DIR: string) => {
    const env = { FOUNDRY_CONFIG_DIR };
    const { stdout, stderr } = await cli(["switch", "decision", "gpt-5.4-nano", "--dry-run"], { cwd, env });
    return { stdout, note: stderr.split("\n").at(-2) };
  };
  const here = await patchIn(folder.folder, folder.path("config/environments"));
  expect(here).toEqual({
    stdout: expect.stringContaining(`--- a/${DEV}/models.yaml\n+++ b/${DEV}/models.yaml\n`),
    note: "nothing was written: this was a dry run",
  });
  folder.write({ "elsewhere/x": "" });
  for (const given of [folder.path("config/environments"), "../config/environments"]) {
    const { stdout, note } = await patchIn(folder.path("elsewhere"), given);
    const file = folder.path(`${DEV}/models.yaml`);
    expect(stdout).toContain(`--- a${file}\n+++ b${file}\n`);
    expect(note).toBe("nothing was written: this was a dry run; git -C / apply takes the patch");
    folder.write({ patch: stdout });
    expect(run("/", "git", ["-C", "/", "apply", folder.path("patch")])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(folder.output(DEV)).not.toEqual(before);
    folder.write(Object.fromEntries(Object.entries(before).map(([name, text]) => [`${DEV}/${name}`, text])));
  }
});
