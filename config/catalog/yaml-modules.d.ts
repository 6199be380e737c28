/** YAML files imported as data; `tools/build/yaml-module.cjs` says what the import means. */
declare module "*.yaml" {
  const data: object;
  export default data;
}
