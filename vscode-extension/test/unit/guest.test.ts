import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { namesGuest } from "../../src/guest";

describe("A launch configuration", () => {
  for (const name of ["program", "kernel", "bios", "recording"]) {
    it(`says what to run by its ${name}`, () => {
      assert(namesGuest({ type: "hindsight", request: "launch", [name]: "it" }));
    });
  }

  it("leaves open what to run where it names none of them", () => {
    assert(!namesGuest({}));
    assert(!namesGuest({ program: "", initrd: "initrd.img", append: "quiet", board: "virt" }));
  });
});
