import * as vscode from "vscode";
import { adapterArguments } from "./arguments";
import { findJava, JavaNotFound } from "./java";

const SETTING = "java.home";

/** Starts the bundled adapter, which speaks the Debug Adapter Protocol on its standard streams. */
export class AdapterFactory implements vscode.DebugAdapterDescriptorFactory {
  /** `home` holds the adapter's jar and the options of its Java machine. */
  constructor(private readonly home: string) {}

  /** Whether there is a Java to run the adapter; if not, the user has been told once, with the ways to mend it. */
  async ready(): Promise<boolean> {
    try {
      await this.java();
      return true;
    } catch (error) {
      if (!(error instanceof JavaNotFound)) {
        throw error;
      }
      void offerHelp(error.message);
      return false;
    }
  }

  async createDebugAdapterDescriptor(session: vscode.DebugSession): Promise<vscode.DebugAdapterDescriptor> {
    const { workspaceFolder, configuration } = session;
    const launch = adapterArguments({ folder: workspaceFolder?.uri.fsPath, configuration });
    const adapter = [`@${this.home}/jvm.options`, "-jar", `${this.home}/hindsight.jar`, ...launch];
    return new vscode.DebugAdapterExecutable(await this.java(), adapter);
  }

  private java(): Promise<string> {
    const setting = vscode.workspace.getConfiguration("hindsight").get(SETTING, "");
    return findJava(setting, process.env);
  }
}

async function offerHelp(message: string): Promise<void> {
  const settings = "Open Setting";
  const download = "Get Java";
  const choice = await vscode.window.showErrorMessage(message, settings, download);
  if (choice === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", `hindsight.${SETTING}`);
  } else if (choice === download) {
    await vscode.env.openExternal(vscode.Uri.parse("https://adoptium.net/temurin/releases/"));
  }
}
