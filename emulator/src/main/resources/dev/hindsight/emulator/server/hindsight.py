"""Commands for a gdb that debugs on Hindsight. Load them with: source hindsight.py

when         the step at which you stand
goto STEP    travel to a step: a number, +N, -N, start or end
seek WHAT    travel to the next, or with back to the last: trap, interrupt, output TEXT, call FUNCTION and more
last-write ADDRESS [LENGTH], first-write ADDRESS [LENGTH], last-exec ADDRESS
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


class Travel(gdb.Command):
    """A move in the machine's own words, after which gdb looks again."""

    def __init__(self, name, word):
        super().__init__(name, gdb.COMMAND_RUNNING)
        self.word = word

    def invoke(self, argument, from_tty):
        answer = monitor(self.word + " " + argument)
        arrived = [line for line in answer.splitlines() if line.startswith("step ")]
        if not arrived:
            raise gdb.GdbError(answer.strip())
        gdb.write(arrived[0] + "\n")
        look_again()


class Goto(Travel):
    """Travel to a step of the recorded history: goto STEP, where STEP is a number, +N, -N, start or end."""


class Seek(Travel):
    """Travel to what is sought in the recorded history: seek [back] WHAT [or WHAT] [in FROM TO].
WHAT is: trap, exception [CAUSE], interrupt [CAUSE], mode [M|S|U], output TEXT, call FUNCTION, return FUNCTION,
exec ADDRESS, or write, read or changed ADDRESS [LENGTH]; seek #N WHAT goes to the N-th from the start."""


class LastWrite(Travel):
    """Go back to before the last write there: last-write ADDRESS [LENGTH]."""


class FirstWrite(Travel):
    """Go to after the first write there: first-write ADDRESS [LENGTH]."""


class LastExec(Travel):
    """Go back to where the instruction at ADDRESS ran last: last-exec ADDRESS."""


When()
Goto("goto", "goto")
Seek("seek", "find")
LastWrite("last-write", "last-write")
FirstWrite("first-write", "first-write")
LastExec("last-exec", "last-exec")
