import * as vscode from "vscode";
import { AdapterFactory } from "./adapter";
import { ConfigurationProvider } from "./configuration";
import { chooseProgram, programConfigurations } from "./program";

const TYPE = "hindsight";

export function activate(context: vscode.ExtensionContext): void {
  const adapters = new AdapterFactory(context.asAbsolutePath("dist"));
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory(TYPE, adapters),
    vscode.debug.registerDebugConfigurationProvider(TYPE, new ConfigurationProvider(adapters)),
    vscode.debug.registerDebugConfigurationProvider(
      TYPE,
      { provideDebugConfigurations: programConfigurations },
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    vscode.commands.registerCommand("hindsight.chooseProgram", chooseProgram),
  );
}
