import * as path from "node:path";

/** What a debug session is of, as far as it says where the user works. */
export interface Workplace {
  /** The folder of the workspace that the session belongs to. */
  folder?: string | undefined;
  configuration: Record<string, unknown>;
}

/** The command line of the adapter behind that of Java; its debuggers may save recordings in the workspace alone. */
export function adapterArguments(session: Workplace): string[] {
  const folder = session.folder ?? folderOfGuest(session.configuration);
  return folder === undefined ? ["dap"] : ["dap", "--save-to", folder];
}

/** Where no folder is open, the adapter's working directory is anywhere. */
function folderOfGuest(configuration: Record<string, unknown>): string | undefined {
  const guest = [configuration.program, configuration.kernel, configuration.bios, configuration.recording].find(
    (file) => typeof file === "string" && path.isAbsolute(file),
  );
  return guest === undefined ? undefined : path.dirname(guest as string);
}
