/** Whether a launch configuration says what to run: a program, a kernel, firmware, or a recording, which knows its guest. */
export function namesGuest(configuration: Readonly<Record<string, unknown>>): boolean {
  return ["program", "kernel", "bios", "recording"].some((name) => configuration[name]);
}
