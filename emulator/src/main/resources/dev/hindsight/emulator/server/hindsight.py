"""Commands for a gdb that debugs on Hindsight. Load them with: source hindsight.py

when         the step at which you stand
goto STEP    travel to a step: a number, +N, -N, start or end
"""

import gdb


def monitor(command):
    try:
        return gdb.execute("monitor " + command, to_string=True)
    except gdb.error:
        raise gdb.GdbError("This gdb is connected to no Hindsight; try: target remote HOST:PORT")


def look_again():
    """After a jump that gdb knows nothing of: forgets what it remembers, and shows where it is."""
    gdb.execute("maintenance flush register-cache", to_string=True)
    gdb.execute("maintenance flush dcache", to_string=True)
    watches = (gdb.BP_HARDWARE_WATCHPOINT, gdb.BP_READ_WATCHPOINT, gdb.BP_ACCESS_WATCHPOINT)
    for point in gdb.breakpoints():
        # Otherwise gdb compares with the value from before the jump, and swallows a true change.
        if point.type in watches and point.enabled:
            point.enabled = False
            point.enabled = True
    gdb.execute("frame")


class When(gdb.Command):
    """The step at which you stand, and where history ends."""

    def __init__(self):
        super().__init__("when", gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        gdb.write(monitor("when"))


class Goto(gdb.Command):
    """Travel to a step of the recorded history: goto STEP, where STEP is a number, +N, -N, start or end."""

    def __init__(self):
        super().__init__("goto", gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        answer = monitor("goto " + argument)
        arrived = [line for line in answer.splitlines() if line.startswith("step ")]
        if not arrived:
            raise gdb.GdbError(answer.strip())
        gdb.write(arrived[0] + "\n")
        look_again()


When()
Goto()
