import { describe } from "node:test";
import { aServer, folderOf, inWindow, lineOf } from "./window";

const FILES = ["corruption.c", "corruption.elf", "console.elf", "start.S"];

describe("Without a launch.json, F5", () => {
  const server = aServer();

  inWindow(
    "takes the only ELF of the folder and stops at main",
    server,
    () => folderOf(["corruption.c", "corruption.elf"]),
    async (workbench) => {
      await workbench.openFile("corruption.c");
      await workbench.press("F5");
      await workbench.expectState("Paused on entry");
      await workbench.expectStoppedAt(`corruption.c:${lineOf("corruption.c", "int main(void)").toString()}`);
    },
  );

  inWindow("asks which of several", server, () => folderOf(FILES), async (workbench) => {
    await workbench.openFile("corruption.c");
    await workbench.press("F5");
    await workbench.choose("corruption.elf");
    await workbench.expectState("Paused on entry");
  });

  const noJava = { "settings.json": { "hindsight.java.home": "/nowhere" } };
  inWindow("says once what to do where there is no Java", server, () => folderOf(FILES, noJava), async (workbench) => {
    await workbench.openFile("corruption.c");
    await workbench.press("F5");
    await workbench.choose("corruption.elf");
    await workbench.expectMessage("Hindsight needs Java 17 or newer: the setting hindsight.java.home has no Java");
    await workbench.clickInMessage("Open Setting");
    await workbench.expectSetting("hindsight.java.home");
  });
});
