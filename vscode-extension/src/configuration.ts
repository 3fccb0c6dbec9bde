import * as vscode from "vscode";
import type { AdapterFactory } from "./adapter";
import { namesGuest } from "./guest";
import { chooseProgram, launch } from "./program";

/** Fills in what the user left open: without a launch.json that is everything. */
export class ConfigurationProvider implements vscode.DebugConfigurationProvider {
  constructor(private readonly adapters: AdapterFactory) {}

  async resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    given: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    // F5 without a launch.json comes as an empty configuration
    const bare = !given.type && !given.request;
    if (!bare && (given.request !== "launch" || namesGuest(given))) {
      return given;
    }
    const program = await chooseProgram();
    if (program === undefined) {
      return undefined;
    }
    return bare ? launch(program) : { ...given, program };
  }

  async resolveDebugConfigurationWithSubstitutedVariables(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    return (await this.adapters.ready()) ? configuration : undefined;
  }
}
