import { describe } from "node:test";
import { aServer, examples, inWindow, lineOf } from "./window";

const FILE = "corruption.c";

/** The place of the only line with that text. */
function at(text: string): string {
  return `${FILE}:${lineOf(FILE, text).toString()}`;
}

describe("A crash in VS Code", () => {
  const server = aServer();

  inWindow("is walked back to its cause", server, examples, async (workbench) => {
    const rename = lineOf(FILE, "copy(zone->label");
    await workbench.openFile(FILE);
    await workbench.clickGutter(rename);
    await workbench.selectConfiguration("corruption: crashes long after the cause");
    await workbench.press("F5");

    // the first message: nothing wrong with it
    await workbench.expectStoppedAt(`${FILE}:${rename.toString()}`);
    await workbench.expectState("Paused on breakpoint");
    await workbench.expectVariable("count", "6");
    await workbench.click("Step Into");
    await workbench.expectStoppedAt(at("i < count"));
    await workbench.click("Step Back");
    await workbench.expectStoppedAt(at("copy(zone->label"));
    await workbench.click("Step Back");
    await workbench.expectStoppedAt(at("int count = length(label)"));
    await workbench.click("Step Over");
    await workbench.expectStoppedAt(at("copy(zone->label"));

    // the second one is longer than a label
    await workbench.click("Continue");
    await workbench.expectVariable("count", "25");
    await workbench.click("Continue");
    await workbench.expectStoppedAt(at("return zone->average >="));
    await workbench.expectException("access fault");
    await workbench.expectConsole("zone 3 ok: basil");

    // who wrote the pointer that is wrong?
    await workbench.breakOnChange(["zone", "limits"]);
    await workbench.click("Reverse");
    await workbench.expectStoppedAt(at("to[i] = from[i]"));
    await workbench.selectFrame("rename_zone");
    await workbench.expectFrameShownAt(at("copy(zone->label"));
    await workbench.expectVariable("count", "25");

    await workbench.restartFrame("rename_zone");
    await workbench.expectStoppedAt(at("static void rename_zone"));
    await workbench.click("Reverse");
    await workbench.expectStoppedAt(at("copy(zone->label"));
    await workbench.expectVariable("count", "6");
    await workbench.click("Reverse");
    await workbench.expectState("Start of recorded history");

    await workbench.click("Stop");
    await workbench.expectEnded();
  });
});
