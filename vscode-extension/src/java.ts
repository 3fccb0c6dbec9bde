import { execFile } from "node:child_process";
import { join } from "node:path";

export const OLDEST_JAVA = 17;

/** A place where a Java may be: `origin` is how the user knows it. */
export interface Candidate {
  readonly origin: string;
  readonly command: string;
}

/** No usable Java; the message is a sentence for the user. */
export class JavaNotFound extends Error {}

/** The setting alone where it is given, since a user who names a Java means that one; else the usual places in order. */
export function candidates(setting: string, environment: NodeJS.ProcessEnv): Candidate[] {
  if (setting !== "") {
    return [{ origin: "the setting hindsight.java.home", command: inHome(setting) }];
  }
  const found: Candidate[] = [];
  for (const variable of ["JAVA_HOME", "JDK_HOME"]) {
    const home = environment[variable];
    if (home) {
      found.push({ origin: variable, command: inHome(home) });
    }
  }
  return [...found, { origin: "PATH", command: "java" }];
}

function inHome(home: string): string {
  return join(home, "bin", process.platform === "win32" ? "java.exe" : "java");
}

/** The feature version of the text that `java -version` prints: 17 for "17.0.15", 8 for "1.8.0_402". */
export function versionIn(text: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : undefined;
}

function versionOf(command: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    // Anything that cannot run, or does not speak like a Java, has no version. It prints it on stderr.
    execFile(command, ["-version"], { timeout: 20_000 }, (error, _stdout, stderr) => {
      resolve(error ? undefined : versionIn(stderr));
    });
  });
}

/** The command of the first candidate that is new enough. */
export async function findJava(setting: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const seen: string[] = [];
  for (const { origin, command } of candidates(setting, environment)) {
    const version = await versionOf(command);
    if (version !== undefined && version >= OLDEST_JAVA) {
      return command;
    }
    seen.push(version === undefined ? `${origin} has no Java (${command})` : `${origin} has Java ${version.toString()}`);
  }
  throw new JavaNotFound(`Hindsight needs Java ${OLDEST_JAVA.toString()} or newer: ${seen.join(", ")}.`);
}
