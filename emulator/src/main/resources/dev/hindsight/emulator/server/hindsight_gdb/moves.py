"""Moves that the stub was told, made by a resume of gdb: to it, and to an IDE on top of it, the machine runs and stops."""

import os
import threading

import gdb

from hindsight_gdb.events import post
from hindsight_gdb.frames import show
from hindsight_gdb.settings import Quiet
from hindsight_gdb.stub import ask, say

WATCHES = (gdb.BP_HARDWARE_WATCHPOINT, gdb.BP_READ_WATCHPOINT, gdb.BP_ACCESS_WATCHPOINT)

searching = False  # whether the machine makes such a move now


class KeyboardHeld:
    """While gdb reads nothing: it does not wait for what an event resumes, and would run what is typed into that.

    But a machine that does not answer must not take the keyboard for ever: the user may want to disconnect."""

    PATIENCE = 5  # seconds

    def __enter__(self):
        self.input = os.dup(0)
        self.silence = os.pipe()
        os.dup2(self.silence[0], 0)
        self.timer = threading.Timer(self.PATIENCE, post, [self.hear])
        self.timer.daemon = True
        self.timer.start()

    def hear(self):
        if self.input is None:
            return
        os.dup2(self.input, 0)
        for each in (self.input, *self.silence):
            os.close(each)
        self.input = None

    def __exit__(self, *unused):
        self.timer.cancel()
        self.hear()


def goes_backward():
    return "Reverse" in gdb.execute("show exec-direction", to_string=True)


def backward(command):
    """Where the user, or a breakpoint's commands in a reverse-continue, go backward already, gdb refuses reverse-."""
    gdb.execute(command if goes_backward() else "reverse-" + command, to_string=True)


def resume():
    """Lets the stub make the move that it was told. To gdb, and to an IDE on top of it, the machine runs and stops.

    Forward, gdb would first step off a breakpoint, and does not survive that another thread stops meanwhile."""
    backward("stepi")


def resume_under_mi():
    """The same between the commands of an IDE: what resumes then must be one of its kind, or gdb 16 may crash."""
    direction = "" if goes_backward() else " --reverse"
    gdb.execute('interpreter-exec mi "-exec-step-instruction%s"' % direction, to_string=True)


def look_at_watches():
    """gdb would compare with the value from before a jump, and swallow a true change."""
    for point in gdb.breakpoints():
        if point.type in WATCHES and point.enabled and point.number > 0:
            point.enabled = False
            told = gdb.execute("enable %d" % point.number, to_string=True)
            gdb.write(told)
            if told:  # It belonged to a call that is left: gdb says that it deleted it, and does not.
                point.delete()


def arrive():
    """Makes the move that the stub was told, and gives what there is to tell of the arrival."""
    global searching
    searching = True
    try:
        with Quiet():
            resume()
    finally:
        searching = False
        kind, text = ask("told")
    look_at_watches()
    if kind == "-":
        raise gdb.GdbError(text)
    return text


def do(line):
    """Does what a line says, a move or not, and shows what came of it."""
    text = say(line.lstrip())
    if text is not None:
        gdb.write(text and text + "\n")
        return
    gdb.write(arrive() + "\n")
    show()
