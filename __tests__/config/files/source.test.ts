import fs from "node:fs";
import { folderSource } from "../../../config/files/source";
import { temporaryFolder, writeFiles } from "../../helpers/workspace";

afterEach(() => jest.restoreAllMocks());

/** As the file system refuses it to somebody else than root. */
function refuse(method: "readdirSync" | "lstatSync"): void {
  jest.spyOn(fs, method).mockImplementation(() => {
    throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
  });
}

test("a folder or file that nobody may read is no crash: it says why", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "dev/models.yaml": "version: 1\n" });
  const source = folderSource(".", folder);
  const refused = { kind: "unreadable", reason: "permission denied" };

  refuse("readdirSync");
  refuse("lstatSync");

  expect([source.list("dev"), source.read("dev", "models.yaml")]).toEqual([refused, refused]);
});

test("what cannot be looked at may be an environment; a file or a link to nothing is none", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "dev/models.yaml": "", "notes.txt": "" });
  fs.symlinkSync("loop", `${folder}/loop`);
  fs.symlinkSync("nothing", `${folder}/dangling`);

  const source = folderSource(".", folder);

  expect(source.environments()).toEqual(["dev", "loop"]);
  expect(source.list("loop")).toEqual({ kind: "unreadable", reason: "a symbolic link" });
});

test("no link below the folder of environments is followed, but the folder may be one", () => {
  const folder = temporaryFolder();
  fs.mkdirSync(`${folder}/real/dev`, { recursive: true });
  fs.writeFileSync(`${folder}/secret`, "password");
  fs.symlinkSync("../../secret", `${folder}/real/dev/models.yaml`);
  fs.symlinkSync("dev", `${folder}/real/prod`);
  fs.symlinkSync("real", `${folder}/link`);

  const source = folderSource("link", folder);

  const link = { kind: "unreadable", reason: "a symbolic link" };
  expect(source.environments()).toEqual(["dev", "prod"]);
  expect(source.list("prod")).toEqual(link);
  expect(source.read("dev", "models.yaml")).toEqual(link);
});
