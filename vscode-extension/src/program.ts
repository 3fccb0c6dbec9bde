import * as vscode from "vscode";

const MOST_OFFERED = 200;

/** The configuration for a program that has none in a launch.json. */
export function launch(program: string): vscode.DebugConfiguration {
  const name = vscode.workspace.asRelativePath(program);
  return { type: "hindsight", request: "launch", name: `Debug ${name}`, program };
}

export async function programConfigurations(): Promise<vscode.DebugConfiguration[]> {
  return (await programs()).map(launch);
}

/** The ELF in view, else the only one of the workspace, else the one that the user picks; undefined where he does not. */
export async function chooseProgram(): Promise<string | undefined> {
  const shown = programInView();
  if (shown !== undefined) {
    return shown;
  }
  const found = await programs();
  if (found.length === 0) {
    return browse();
  }
  return found.length === 1 ? found[0] : pick(found);
}

function programInView(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return shown?.fsPath.endsWith(".elf") ? shown.fsPath : undefined;
}

async function programs(): Promise<string[]> {
  const found = await vscode.workspace.findFiles("**/*.elf", "**/node_modules/**", MOST_OFFERED);
  return found.map((uri) => uri.fsPath).sort();
}

async function pick(found: readonly string[]): Promise<string | undefined> {
  const items = found.map((program) => ({ label: vscode.workspace.asRelativePath(program), program }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: "The firmware to debug" });
  return chosen?.program;
}

async function browse(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: "No *.elf in this workspace: choose the firmware to debug",
    openLabel: "Debug",
    filters: { "ELF programs": ["elf"], "All files": ["*"] },
  });
  return chosen?.[0]?.fsPath;
}
