import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "out/", "*.mjs"] },
  tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  // node:test's describe and it return promises that only the runner awaits
  { files: ["test/**"], rules: { "@typescript-eslint/no-floating-promises": "off" } },
);
