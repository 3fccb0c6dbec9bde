import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

const EXTENSION = process.cwd();
const DAP = join(EXTENSION, "../adapter/src/main/java/dev/hindsight/adapter/dap");

interface Attributes {
  readonly properties: Record<string, { readonly default?: unknown }>;
  readonly required: readonly string[];
}

interface Manifest {
  readonly version: string;
  readonly contributes: {
    readonly debuggers: readonly [
      {
        readonly languages: readonly string[];
        readonly configurationAttributes: Readonly<Record<"launch" | "attach", Attributes>>;
        readonly initialConfigurations: readonly object[];
        readonly configurationSnippets: readonly { readonly body: { readonly request: "launch" | "attach" } }[];
      },
    ];
    readonly breakpoints: readonly { readonly language: string }[];
  };
}

const manifest = JSON.parse(readFileSync(join(EXTENSION, "package.json"), "utf8")) as Manifest;
const [debug] = manifest.contributes.debuggers;

/** The component names of a record, as its source states them. */
function components(record: string): string[] {
  const source = readFileSync(join(DAP, `${record}.java`), "utf8");
  const header = new RegExp(`record ${record}\\(([^)]*)\\)`).exec(source)?.[1];
  assert(header !== undefined, `${record}.java declares the record ${record}`);
  const declarations = header.replace(/@\w+(\("[^"]*"\))?/g, "").split(",");
  return declarations.map((declaration) => declaration.trim().split(/\s+/).at(-1) ?? "");
}

describe("The manifest", () => {
  for (const [request, record] of [["launch", "LaunchArguments"], ["attach", "AttachArguments"]] as const) {
    it(`offers for ${request} what the adapter reads, and nothing else`, () => {
      const offered = Object.keys(debug.configurationAttributes[request].properties);
      assert.deepEqual(offered.sort(), components(record).sort());
    });

    it(`has a ${request} snippet that gives all that is required`, () => {
      const snippet = debug.configurationSnippets.find((each) => each.body.request === request);
      assert(snippet);
      for (const name of debug.configurationAttributes[request].required) {
        assert(name in snippet.body, name);
      }
    });
  }

  it("offers nothing that stops before the first instruction, where there is no source to see", () => {
    for (const offered of [...debug.initialConfigurations, ...debug.configurationSnippets.map((each) => each.body)]) {
      assert(!("stopOnEntry" in offered));
    }
  });

  it("takes breakpoints in every language that it debugs", () => {
    assert.deepEqual(
      manifest.contributes.breakpoints.map((each) => each.language),
      debug.languages,
    );
  });

  it("has the version of the Java project", () => {
    const pom = readFileSync(join(EXTENSION, "../pom.xml"), "utf8");
    assert.equal(manifest.version, /<version>([^<]+)</.exec(pom)?.[1]);
  });
});
