/** Findings of the chapter "Files and their shape". */
import type { Explanation } from "./explanation";

export const FILES = {
  alias: {
    title: "Alias that leads nowhere or too far",
    severities: ["error"],
    explanation:
      "A YAML alias (`*name`) leads nowhere or back to itself, or the file uses more than 50 aliases or reaches more " +
      "than 10,000 values through them. The limits stop small files that unfold into huge ones. The rest of the file " +
      "is not checked.",
    example: `
      # models.yaml
      defaults:
        capacity: *usual # there is no &usual before it`,
    fix: "Write the value out. For values that many models share use `defaults`.",
  },
  "duplicate-key": {
    title: "Key given twice",
    severities: ["error"],
    explanation: "A key is given twice in one mapping. One of the two values would be lost in silence.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          capacity: 250
          capacity: 300`,
    fix: "Keep one of them.",
  },
  "environment-name": {
    title: "Unusable name of an environment",
    severities: ["error"],
    explanation:
      "The folder's name cannot be the name of an environment. Stacks, output files and state files are named after " +
      "it.",
    example: `
      # config/environments/
      #   Dev env/
      #     account.yaml
      #     llm-config.yaml
      #     models.yaml`,
    fix: "Rename the folder: 1 to 32 lower-case letters, digits and hyphens, with a letter or digit at both ends.",
  },
  "file-too-large": {
    title: "File too large",
    severities: ["error"],
    explanation:
      "The file has more than 1,048,576 bytes, so it is not read. No list of models is that long; something else has " +
      "got into the file.",
    example: `
      # config/environments/dev/
      #   account.yaml
      #   llm-config.yaml
      #   models.yaml (2,000,000 bytes)`,
    fix: "Take out what does not belong there.",
  },
  "file-too-long": {
    title: "File too long",
    severities: ["error"],
    explanation:
      "The file has more than 200,000 words and signs as YAML counts them, so nothing in it is looked at. That is room for " +
      "more than 4,000 models, and Azure takes 32 in one account.",
    example: `
      # models.yaml
      version: 1
      models: [1, 1, 1] # and so on, 70,000 times`,
    fix: "Take out what does not belong there, or spread the models over several environments.",
  },
  "hidden-character": {
    title: "Hidden character",
    severities: ["error"],
    explanation:
      "A text holds a line end, another control character, half of a character, or a mark that turns the direction of " +
      "text. It would reach Terraform's JSON, the ConfigMap or a log, where a reader sees something else than what is there.",
    example: `
      # account.yaml
      account:
        tags: { owner: "platform\\u202e" }`,
    fix: "Write the text on one line and without the character. A text of several lines is folded into one by `>-`.",
  },
  "missing-file": {
    title: "Missing file",
    severities: ["error"],
    explanation:
      "An environment is three files, and one is missing. A file with a similar name is named in the help line.",
    example: `
      # config/environments/dev/
      #   account.yaml
      #   models.yaml
      #   (no llm-config.yaml)`,
    fix: "Add the file, or rename the one that was meant to be it.",
  },
  "missing-key": {
    title: "Missing key",
    severities: ["error"],
    explanation: "A key that has no default is missing. The help line says what the key is for.",
    example: `
      # llm-config.yaml
      layers:
        decision: { model: gpt-5.4 } # no stage`,
    fix: "Add the key.",
  },
  "more-findings": {
    title: "More findings than are shown",
    severities: ["error", "warning"],
    explanation:
      "There are more than 1,000 findings on one file. The worst 1,000 are shown; this one stands for all others, at the " +
      "place of the first of them, and is an error when one of them is.",
    example: `
      # models.yaml
      version: 1
      models:
        - { name: gpt-5.4, capcity: 10 }
        # and so on, 1,001 times`,
    fix: "Mend what is shown: a thousand findings mostly have one cause.",
  },
  "not-a-file": {
    title: "Unreadable file",
    severities: ["error"],
    explanation:
      "A folder stands where one of the three files belongs, or the file or the environment's folder cannot be read, for " +
      "example for lack of permission or because it is a symbolic link: none is followed below the folder of environments.",
    example: `
      # config/environments/dev/
      #   account.yaml
      #   llm-config.yaml
      #   models.yaml/ (a folder)`,
    fix: "Put the file in the folder's place, or let yourself read it; put a file in the place of a link.",
  },
  "not-utf8": {
    title: "File that is not UTF-8",
    severities: ["error"],
    explanation: "The file is not UTF-8 text, so it is not read. Guessing another encoding could change names.",
    example: `
      # config/environments/dev/
      #   account.yaml
      #   llm-config.yaml
      #   models.yaml (saved as UTF-16 or Latin-1)`,
    fix: "Save the file as UTF-8.",
  },
  "provider-hashes": {
    title: "Providers pinned by version only",
    severities: ["note"],
    explanation:
      "Terraform checks who signed a provider, and its version is exact, but nothing says which bytes that version has. Lock " +
      "files kept in `config/provider-locks/` do: synth puts them beside the stacks, and `terraform init` takes nothing else.",
    example: `
      # config/
      #   provider-locks/
      #     (no azurerm.lock.hcl)
      #     (no kubernetes.lock.hcl)`,
    fix: "Run `npx aucert-foundry lock` where Terraform reaches its registry, and commit what it writes: [deploy](runbooks/deploy.md#pin-the-providers).",
  },
  "provider-lock": {
    title: "Lock file that Terraform would not take",
    severities: ["error"],
    explanation:
      "A file in `config/provider-locks/` cannot be read, is of another provider or version than the stacks want, or has no hash. " +
      "With it `terraform init` would fail.",
    example: `
      # config/
      #   provider-locks/
      #     azurerm.lock.hcl (of version 4.54.0, and the stacks want 4.55.0)`,
    fix: "Run `npx aucert-foundry lock` and commit what it writes, or delete the file.",
  },
  secret: {
    title: "Key or token in a file",
    severities: ["error"],
    explanation:
      "A text looks like a key or token, be it a value, a key or a comment. What is committed or written to a " +
      "ConfigMap is readable by many; findings and excerpts show `***` in its place.",
    example: `
      # llm-config.yaml
      providers:
        direct:
          apiKeyEnv: sk-abcdefghijklmnop0123
          models: { decision: gpt-5.4 }`,
    fix:
      "Take it out, revoke it if it was ever committed, and name the environment variable that holds it in " +
      "`apiKeyEnv`.",
  },
  "stray-file": {
    title: "File that nothing reads",
    severities: ["warning"],
    explanation:
      "Nothing reads this file or folder. Whoever wrote it may think that it has an effect. Names that start with a " +
      "dot are left alone.",
    example: `
      # config/environments/dev/
      #   account.yaml
      #   llm-config.yaml
      #   models.yaml
      #   models-old.yaml`,
    fix: "Move or delete it. Git keeps old versions.",
  },
  "unknown-key": {
    title: "Unknown key",
    severities: ["error"],
    explanation:
      "No such key is known here, so what it says would have no effect. Mostly it is misspelt or stands one level " +
      "too high or too deep. A file with YAML's merge key `<<` is not checked further: what all models share belongs into " +
      "`defaults`.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          capasity: 250`,
    fix: "Write the key that the help line names, or remove it.",
  },
  "usage-file": {
    title: "Saved usage that cannot be read",
    severities: ["warning"],
    explanation:
      "`usage.csv`, or a line of it, cannot be read: what it says is unknown, and counts as nothing else. The first line is the " +
      "header with the version of the format; each other line has a day, a deployment and five whole numbers, empty where " +
      "unknown.",
    example: `
      # usage.csv, below the header
      2026-11-21,gpt-5.4,1.2 million,45012,340,0,0`,
    fix: "Mend or delete the line, or save anew with `npx aucert-foundry usage --save`, which reads back 93 days.",
  },
  "wrong-type": {
    title: "Value of the wrong type",
    severities: ["error"],
    explanation:
      "The value has the wrong type, such as text for a number, or is empty. A number where text is meant needs " +
      "quotes; true and false are written `true` and `false`, since YAML 1.2 reads `yes` and `no` as text.",
    example: `
      # models.yaml
      defaults:
        capacity: 20k`,
    fix: "Write what the message asks for, here `capacity: 20`.",
  },
  "yaml-syntax": {
    title: "Invalid YAML",
    severities: ["error"],
    explanation:
      "The file is not valid YAML, holds a second document, a control character or a tag such as `!!binary`, or has more " +
      "than 100 lists and mappings in each other, so nothing in it is checked. Only the first syntax error is shown, " +
      "because later ones often follow from it.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
         capacity: 250 # neither below name nor below the hyphen`,
    fix:
      "Mend the line shown or the one above it. Wrong indentation and missing closing brackets or quotes are the " +
      "usual causes.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
