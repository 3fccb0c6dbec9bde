import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { candidates, findJava, JavaNotFound, versionIn } from "../../src/java";

describe("Finding Java", () => {
  const homes = mkdtempSync(join(tmpdir(), "hindsight-java-"));
  after(() => {
    rmSync(homes, { recursive: true });
  });

  /** A home whose java prints that version, as a real one does: on stderr. */
  function home(version: string): string {
    const bin = join(homes, version, "bin");
    mkdirSync(bin, { recursive: true });
    const java = join(bin, "java");
    writeFileSync(java, `#!/bin/sh\necho 'openjdk version "${version}" 2026-01-01' >&2\n`);
    chmodSync(java, 0o755);
    return join(homes, version);
  }

  it("reads old and new forms of a version", () => {
    assert.equal(versionIn('openjdk version "17.0.15" 2025-04-15'), 17);
    assert.equal(versionIn('java version "1.8.0_402"'), 8);
    assert.equal(versionIn('openjdk version "25" 2025-09-16'), 25);
    assert.equal(versionIn("bash: java: command not found"), undefined);
  });

  it("skips a JAVA_HOME that is too old and takes JDK_HOME", async () => {
    const environment = { JAVA_HOME: home("11.0.2"), JDK_HOME: home("21.0.1") };
    assert.equal(await findJava("", environment), join(homes, "21.0.1", "bin", "java"));
  });

  it("comes to PATH last", () => {
    const places = candidates("", { JAVA_HOME: "/a", JDK_HOME: "/b" }).map((candidate) => candidate.origin);
    assert.deepEqual(places, ["JAVA_HOME", "JDK_HOME", "PATH"]);
  });

  it("takes the setting before everything else", async () => {
    assert.equal(await findJava(home("17.0.15"), { JAVA_HOME: home("21.0.1") }), join(homes, "17.0.15", "bin", "java"));
  });

  it("does not pass over a setting that is wrong", async () => {
    await assert.rejects(findJava("/nowhere", { JAVA_HOME: home("21.0.1") }), (error: Error) => {
      assert(error instanceof JavaNotFound);
      assert.equal(
        error.message,
        "Hindsight needs Java 17 or newer: the setting hindsight.java.home has no Java (/nowhere/bin/java).",
      );
      return true;
    });
  });

  it("names every place that it looked at", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      await assert.rejects(findJava("", { JAVA_HOME: home("1.8.0_402") }), {
        message: "Hindsight needs Java 17 or newer: JAVA_HOME has Java 8, PATH has no Java (java).",
      });
    } finally {
      process.env["PATH"] = path;
    }
  });
});
