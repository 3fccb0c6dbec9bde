import assert from "node:assert/strict";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";

/** However slow the host is. */
const PATIENCE = 300_000;
/** What was clicked and had no effect for so long was not heard. */
const DEAF = 10_000;
const POLL = 50;

/** The workbench as a user sees and moves it. Every method that fails throws; nothing is tried and forgotten. */
export class Workbench {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async open(url: string, folder: string): Promise<Workbench> {
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${url}?folder=${encodeURIComponent(folder)}`);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return new Workbench(browser, page);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  async openFile(path: string): Promise<void> {
    await this.quickOpen(path);
    const name = path.split("/").at(-1) ?? path;
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Goes to a line and clicks into the margin beside it, which sets a breakpoint or removes it. */
  async clickGutter(line: number): Promise<void> {
    await this.quickOpen(`:${line.toString()}`);
    const number = this.page.locator(".margin-view-overlays .line-numbers", { hasText: new RegExp(`^${line.toString()}$`) });
    await number.waitFor();
    const box = await number.boundingBox();
    assert(box);
    await this.page.mouse.click(box.x - 8, box.y + box.height / 2);
  }

  async selectConfiguration(name: string): Promise<void> {
    await this.page.keyboard.press("Control+Shift+D");
    await this.page.locator(".start-debug-action-item select").selectOption(name);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** A button of the debug toolbar, once it is enabled. */
  async click(button: string): Promise<void> {
    await this.page.locator(`.debug-toolbar .action-label[aria-label^="${button}"]:not(.disabled)`).click();
  }

  async restartFrame(name: string): Promise<void> {
    await this.chooseFromMenu(this.frame(name), "Restart Frame");
  }

  /** Opens the variables on the way to the last of the path and breaks on a change of that one. */
  async breakOnChange(path: readonly string[]): Promise<void> {
    for (const name of path.slice(0, -1)) {
      await this.expand(name);
    }
    await this.chooseFromMenu(this.variable(path.at(-1) ?? ""), "Break on Value Change");
  }

  /** A tree that is being drawn anew forgets a click: looks whether it did, and clicks again. */
  private async expand(name: string): Promise<void> {
    const row = this.page.locator(".debug-variables .monaco-list-row", { has: this.label(name) }).first();
    await this.until(`${name} is open`, async () => (await row.getAttribute("aria-expanded")) === "true", async () => {
      await row.locator(".monaco-tl-twistie").click();
    });
  }

  private async chooseFromMenu(row: Locator, text: string): Promise<void> {
    await row.click({ button: "right" });
    const item = this.page.locator(".monaco-menu .action-item", { hasText: text });
    await item.waitFor();
    // A menu swallows a click that comes with its opening.
    await this.until(`${text} is chosen`, async () => !(await item.isVisible()), async () => {
      await this.page.waitForTimeout(300);
      await item.click();
    });
  }

  async selectFrame(name: string): Promise<void> {
    await this.frame(name).click();
  }

  private frame(name: string): Locator {
    return this.page.locator(".debug-call-stack .monaco-list-row .stack-frame", { hasText: name }).first();
  }

  async expectStoppedAt(place: string): Promise<void> {
    await this.eventually("the line of the top frame", () => this.marked("debug-top-stack-frame-line"), place);
  }

  async expectFrameShownAt(place: string): Promise<void> {
    await this.eventually("the line of the chosen frame", () => this.marked("debug-focused-stack-frame-line"), place);
  }

  async expectVariable(name: string, value: RegExp): Promise<void> {
    await this.variable(name).locator(".value", { hasText: value }).waitFor();
  }

  private variable(name: string): Locator {
    return this.page.locator(".debug-variables .monaco-list-row .expression", { has: this.label(name) }).first();
  }

  private label(name: string): Locator {
    return this.page.locator(".name", { hasText: new RegExp(`^${name}\\b`) });
  }

  async expectBreakpoints(count: number): Promise<void> {
    await this.eventually("breakpoints", () => this.page.locator(".debug-breakpoints .breakpoint").count(), count);
  }

  /** What the call stack's header says of the stop. */
  async expectState(text: string): Promise<void> {
    await this.page.locator(".call-stack-state-message", { hasText: text }).waitFor();
  }

  async enterInConsole(text: string): Promise<void> {
    await this.showConsole();
    await this.page.locator(".repl-input-wrapper .monaco-editor").click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  async expectConsole(text: string): Promise<void> {
    await this.showConsole();
    await this.page.locator(".repl .monaco-list-row", { hasText: text }).first().waitFor();
  }

  /** The key toggles: pressed again it would hide the console. */
  private async showConsole(): Promise<void> {
    const console = this.page.locator(".repl-input-wrapper");
    if (!(await console.isVisible())) {
      await this.page.keyboard.press("Control+Shift+Y");
      await console.waitFor();
    }
  }

  async expectException(text: string): Promise<void> {
    await this.page.locator(".exception-widget", { hasText: text }).waitFor();
  }

  /** Picks a row of the list that is being shown. */
  async choose(label: string): Promise<void> {
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).click();
  }

  async expectMessage(text: string): Promise<void> {
    await this.page.locator(".notification-toast", { hasText: text }).waitFor();
  }

  /** Nothing popped up that the user has not answered: the bell has no dot. */
  async expectNoMessages(): Promise<void> {
    assert.equal(await this.page.locator(".codicon-bell-dot").count(), 0, "messages that popped up");
  }

  async clickInMessage(button: string): Promise<void> {
    await this.page.locator(".notification-toast .monaco-button", { hasText: button }).click();
  }

  async expectSetting(name: string): Promise<void> {
    await this.page.locator(`.settings-editor [data-key="${name}"]`).waitFor();
  }

  async expectEnded(): Promise<void> {
    await this.page.locator(".debug-toolbar").waitFor({ state: "hidden" });
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  private async quickOpen(text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input.input");
    await this.typeInto(input, text, Date.now() + PATIENCE);
    // The row of what was asked for, not one that was there before it was typed.
    const asked = text.replace(/^.*[:/]/, "");
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: asked }).waitFor();
    await input.press("Enter");
  }

  /** While the window still starts, whatever takes the focus closes the box again. */
  private async typeInto(input: Locator, text: string, end: number): Promise<void> {
    await this.page.keyboard.press("Control+P");
    try {
      await input.fill(text, { timeout: DEAF });
    } catch (closed) {
      if (Date.now() > end) {
        throw closed;
      }
      await this.typeInto(input, text, end);
    }
  }

  /** `file:line` of the row of the active editor that carries a decoration. */
  private marked(decoration: string): Promise<string | undefined> {
    return this.page.evaluate((className) => {
      const editor = document.querySelector(".editor-group-container.active");
      const row = editor?.querySelector(`.view-overlays .${className}`)?.parentElement;
      const margins = Array.from(editor?.querySelectorAll<HTMLElement>(".margin-view-overlays > div") ?? []);
      const margin = margins.find((each) => each.style.top === row?.style.top);
      const line = margin?.querySelector(".line-numbers")?.textContent;
      const file = editor?.querySelector(".tab.active")?.getAttribute("data-resource-name");
      return row && line && file ? `${file}:${line}` : undefined;
    }, decoration);
  }

  /** Acts until it had its effect: again only where it had none for long, for what is done twice may be undone. */
  private async until(what: string, done: () => Promise<boolean>, act: () => Promise<void>): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!(await done())) {
      assert(Date.now() < end, what);
      await act();
      const deaf = Date.now() + DEAF;
      while (!(await done()) && Date.now() < deaf) {
        await this.page.waitForTimeout(POLL);
      }
    }
  }

  private async eventually<T>(what: string, read: () => Promise<T>, expected: T): Promise<void> {
    const end = Date.now() + PATIENCE;
    let seen = await read();
    while (seen !== expected && Date.now() < end) {
      await this.page.waitForTimeout(POLL);
      seen = await read();
    }
    assert.equal(seen, expected, what);
  }
}
