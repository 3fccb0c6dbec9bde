import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adapterArguments } from "../../src/arguments";

describe("The adapter", () => {
  it("saves recordings in the workspace alone", () => {
    const session = { folder: "/home/me/project", configuration: { program: "/elsewhere/a.elf" } };
    assert.deepEqual(adapterArguments(session), ["dap", "--save-to", "/home/me/project"]);
  });

  for (const name of ["program", "kernel", "bios", "recording"]) {
    it(`saves them beside the ${name} where no folder is open`, () => {
      const session = { configuration: { [name]: "/builds/it" } };
      assert.deepEqual(adapterArguments(session), ["dap", "--save-to", "/builds"]);
    });
  }

  it("saves them where it runs if there is neither", () => {
    assert.deepEqual(adapterArguments({ configuration: { program: "a.elf", port: 1 } }), ["dap"]);
  });
});
