import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real VS Code, served to a browser, with a fresh profile and one extension. */
export class CodeServer {
  private constructor(
    readonly url: string,
    private readonly server: ChildProcess,
    private readonly profile: string,
  ) {}

  static async start(installation: string, vsix: string): Promise<CodeServer> {
    const profile = mkdtempSync(join(tmpdir(), "hindsight-vscode-"));
    mkdirSync(join(profile, "data/User"), { recursive: true });
    copyFileSync("test/e2e/settings.json", join(profile, "data/User/settings.json"));

    const options = { env: { ...process.env, HOME: profile, EXTENSIONS_GALLERY: '{"serviceUrl":""}' } };
    const command = [
      join(installation, "node_modules/code-server/out/node/entry.js"),
      ...["--user-data-dir", join(profile, "data"), "--extensions-dir", join(profile, "extensions")],
    ];
    execFileSync(process.execPath, [...command, "--install-extension", vsix], { ...options, stdio: "pipe" });
    const server = spawn(
      process.execPath,
      [
        ...command,
        ...["--auth", "none", "--bind-addr", "127.0.0.1:0"],
        ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"],
      ],
      { ...options, stdio: ["ignore", "pipe", "pipe"] },
    );
    return new CodeServer(await announcedUrl(server), server, profile);
  }

  async stop(): Promise<void> {
    const exit = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill();
    await exit;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function announcedUrl(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (text: Buffer) => {
      said += text.toString();
      const url = /HTTP server listening on (http:\S+)/.exec(said)?.[1];
      if (url !== undefined) {
        resolve(url);
      }
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", () => {
      reject(new Error(`code-server ended before it listened:\n${said}`));
    });
  });
}
