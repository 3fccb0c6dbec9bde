import { describe } from "node:test";
import { aServer, examples, inWindow, lineOf, picture } from "./window";

const FILE = "corruption.c";

/** The place of the only line with that text. */
function at(text: string): string {
  return `${FILE}:${lineOf(FILE, text).toString()}`;
}

describe("A crash in VS Code", () => {
  const server = aServer();

  inWindow("is walked back to its cause", server, examples, async (workbench) => {
    await workbench.selectConfiguration("corruption: crashes long after the cause");
    await workbench.openFile(FILE);
    await workbench.clickGutter(lineOf(FILE, "copy(zone->label"));
    await workbench.expectBreakpoints(1);
    await workbench.press("F5");
    await workbench.expectStoppedAt(at("int main(void)"));
    await workbench.click("Continue");

    // the first message: nothing wrong with it
    await workbench.expectStoppedAt(at("copy(zone->label"));
    await workbench.expectState("Paused on breakpoint");
    await workbench.expectVariable("label", /"basil"/);
    await workbench.click("Step Into");
    await workbench.expectStoppedAt(at("static int length"));
    await workbench.click("Step Out");
    await workbench.expectStoppedAt(at("copy(zone->label"));
    await workbench.click("Step Into");
    await workbench.expectStoppedAt(at("i < count"));
    await workbench.expectVariable("count", /^6$/);
    await workbench.click("Step Over");
    await workbench.expectStoppedAt(at("to[i] = from[i]"));
    await workbench.click("Step Back");
    await workbench.expectStoppedAt(at("i < count"));
    await workbench.click("Reverse");
    await workbench.expectStoppedAt(at("copy(zone->label"));

    // over a label that is longer than its place, to a crash many hours later
    await workbench.click("Continue");
    await workbench.expectVariable("label", /"tomatoes, hall 2, center"/);
    await workbench.clickGutter(lineOf(FILE, "copy(zone->label"));
    await workbench.expectBreakpoints(0);
    await workbench.click("Continue");
    await workbench.expectStoppedAt(at("return zone->average >="));
    await workbench.expectException("access fault");
    await workbench.expectConsole("zone 3 ok: basil");

    // who wrote the pointer that is wrong?
    await workbench.breakOnChange(["zone", "limits"]);
    await workbench.click("Reverse");
    await workbench.expectState("zone->limits: ");
    await workbench.expectStoppedAt(at("to[i] = from[i]"));
    await workbench.expectVariable("i", /^23$/);
    await workbench.click("Step Back"); // from the store to where its line begins
    await workbench.expectState("Paused on step");
    await workbench.expectStoppedAt(at("to[i] = from[i]"));
    await picture(workbench, "step-back");
    await workbench.selectFrame("rename_zone");
    await workbench.expectFrameShownAt(at("copy(zone->label"));

    await workbench.restartFrame("rename_zone");
    await workbench.expectStoppedAt(at("static void rename_zone"));
    await workbench.click("Reverse");
    await workbench.expectState("Start of recorded history");

    await workbench.click("Stop");
    await workbench.expectEnded();
  });
});
