import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { after, before, describe } from "node:test";
import { findJava } from "../../src/java";
import { aServer, folderOf, inWindow, lineOf } from "./window";

const FILE = "console.c";

describe("A machine that serve runs", () => {
  const server = aServer();
  let machine: ChildProcess | undefined;
  let port = 0;

  before(async () => {
    const java = await findJava("", process.env);
    machine = spawn(java, ["-jar", "dist/hindsight.jar", "serve", "../examples/console.elf", "--dap", "0"]);
    port = await announcedPort(machine);
  });
  after(() => machine?.kill());

  const folder = () =>
    folderOf([FILE, "console.elf"], {
      "launch.json": { configurations: [{ type: "hindsight", request: "attach", name: "join", port }] },
    });

  inWindow("is joined, typed to and left running", server, folder, async (workbench) => {
    await workbench.openFile(FILE);
    await workbench.press("F5");
    await workbench.click("Continue");
    await workbench.expectConsole("Motor control");
    await workbench.enterInConsole("input get\\n");
    await workbench.expectConsole("speed 0 of 100");
    await workbench.clickGutter(lineOf(FILE, "console.motor.speed = speed"));
    await workbench.expectBreakpoints(1);
    await workbench.enterInConsole("input set 42\\n");
    await workbench.expectStoppedAt(`${FILE}:${lineOf(FILE, "console.motor.speed = speed").toString()}`);
    await workbench.expectVariable("speed", /^42$/);
    await workbench.click("Disconnect");
    await workbench.expectEnded();
    assert.equal(machine?.exitCode, null);
  });
});

function announcedPort(machine: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    machine.stderr?.on("data", (text: Buffer) => {
      said += text.toString();
      const port = /dap on 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) {
        resolve(Number(port));
      }
    });
    machine.once("exit", () => {
      reject(new Error(`serve ended: ${said}`));
    });
  });
}
