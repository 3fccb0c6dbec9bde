// Fills dist/ with all that the package carries besides its own text: the bundled extension and the adapter's jar.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";

const jar = "../adapter/target/hindsight.jar";
if (!existsSync(jar)) {
  console.error("build: no adapter/target/hindsight.jar yet: run `mvn -B -Dquick package` in the project's root first");
  process.exit(1);
}
rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
copyFileSync(jar, "dist/hindsight.jar");
copyFileSync("../adapter/jvm.options", "dist/jvm.options");
copyFileSync("../LICENSE", "LICENSE");
await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  target: "node20",
  external: ["vscode"],
  minify: true,
  logLevel: "warning",
});
