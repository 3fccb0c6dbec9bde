import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, it } from "node:test";
import { CodeServer } from "./code-server";
import { Workbench } from "./workbench";

const EXAMPLES = "../examples";
const INSTALLATION = fromEnvironment("HINDSIGHT_VSCODE");
const PICTURES = fromEnvironment("HINDSIGHT_PICTURES");

/** The server that the windows of a test file share. */
export function aServer(): () => CodeServer {
  let server: CodeServer | undefined;
  before(async () => {
    server = await CodeServer.start(INSTALLATION, "hindsight.vsix");
  });
  after(() => server?.stop());
  return () => {
    assert(server);
    return server;
  };
}

/** One test in a window of its own; whatever its end, a picture of the window is taken there. */
export function inWindow(
  title: string,
  server: () => CodeServer,
  folder: () => string,
  test: (workbench: Workbench) => Promise<void>,
): void {
  it(title, async () => {
    const opened = folder();
    const workbench = await Workbench.open(server().url, opened);
    try {
      await test(workbench);
      await workbench.expectNoMessages();
    } finally {
      await picture(workbench, title.replace(/\W+/g, "-"));
      await workbench.close();
      rmSync(dirname(opened), { recursive: true });
    }
  });
}

/** Keeps what the window shows now. */
export async function picture(workbench: Workbench, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await workbench.screenshot(join(PICTURES, `${name}.png`));
}

/** A copy of the examples' folder, away from where they were built. */
export function examples(): string {
  const folder = newFolder("examples");
  cpSync(EXAMPLES, folder, { recursive: true });
  return folder;
}

/** A folder with those of the examples' files alone, and with a .vscode of these files. */
export function folderOf(files: readonly string[], vscode: Readonly<Record<string, object>> = {}): string {
  const folder = newFolder("firmware");
  for (const file of files) {
    cpSync(join(EXAMPLES, file), join(folder, file));
  }
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  for (const [file, content] of Object.entries(vscode)) {
    writeFileSync(join(folder, ".vscode", file), JSON.stringify(content));
  }
  return folder;
}

function newFolder(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "hindsight-")), name);
}

/** The line of a file that contains the text, which only one does. */
export function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(EXAMPLES, file), "utf8").split("\n");
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  assert.equal(found.length, 1, `lines of ${file} with ${text}`);
  return found[0] ?? 0;
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  assert(value !== undefined, `test/run sets ${name}`);
  return value;
}
