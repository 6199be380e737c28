/** Every key of an environment's files, as the schemas of the files and of the editors have it. */
import { loadCatalog } from "../../../config/catalog/catalog";
import { type Schema, schemaAt } from "../../../config/files/schema-walk";
import { llmConfigFile } from "../../../config/llm/shape";
import { modelsFile } from "../../../config/models/shape";
import { FILE_NAMES, type FileName } from "../../../config/read";
import { accountFile } from "../../../config/schema";
import { jsonSchemas } from "../../../config/schemas/json-schema";

/** JSON Schema as far as tests look into it. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly propertyNames?: Pick<Node, "pattern">;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly not?: object;
  readonly pattern?: string;
  readonly type?: string;
}

export interface SchemaKey {
  readonly file: FileName;
  /** `some` for any key of a mapping, `0` for an item of a list. */
  readonly path: readonly string[];
  /** What editors are told. */
  readonly node: Node;
  /** What the files are held against. */
  readonly schema: Schema;
}

export const FILE_SHAPES = { "account.yaml": accountFile, "models.yaml": modelsFile, "llm-config.yaml": llmConfigFile };

/** All keys but those that are there to be refused; of a name or a mapping, those of the mapping. */
export function schemaKeys(): SchemaKey[] {
  const nodes = jsonSchemas(loadCatalog());
  return FILE_NAMES.flatMap((file) => {
    const byPath = new Map(keysBelow(nodes[file] as Node).map(([path, node]) => [path.join(" "), { path, node }]));
    return [...byPath.values()].map(({ path, node }) => ({
      ...{ file, path, node },
      schema: schemaAt(FILE_SHAPES[file], path)!,
    }));
  });
}

function keysBelow({ properties = {}, additionalProperties, items, anyOf = [] }: Node): [string[], Node][] {
  const inner: [string, Node][] = Object.entries(properties);
  if (typeof additionalProperties === "object") inner.push(["some", additionalProperties]);
  if (items !== undefined) inner.push(["0", items]);
  const here = inner
    .filter(([, node]) => node.not === undefined)
    .flatMap(([key, node]): [string[], Node][] => [
      [[key], node],
      ...keysBelow(node).map(([path, child]): [string[], Node] => [[key, ...path], child]),
    ]);
  return [...here, ...anyOf.flatMap(keysBelow)];
}
