"""What is to be done between gdb's commands."""

import contextlib
import os
import signal
import sys
import threading

import gdb


waiting = []  # what gdb was asked to do between commands
posting = threading.Lock()
ending = threading.Event()


def post(action):
    """Does something between commands, on gdb's thread."""

    def run():
        waiting.remove(run)
        try:
            with PassingOnCtrlC():
                action()
        except gdb.error as gone:  # as gdb tells that it lost the connection
            gdb.write("\n%s\n" % gone)
            prompt()

    with posting:
        if not ending.is_set():
            waiting.append(run)
            gdb.post_event(run)


DELAY = 0.01  # seconds: until Python has returned to gdb


def interrupt_again():
    threading.Timer(DELAY, os.kill, (os.getpid(), signal.SIGINT)).start()


class PassingOnCtrlC(contextlib.AbstractContextManager):
    """gdb drops a Ctrl-C that arrives while Python runs: a machine that runs on afterwards would not stop."""

    def __exit__(self, kind, *unused):
        if kind is KeyboardInterrupt:
            interrupt_again()
        return kind is KeyboardInterrupt


class PendingCtrlC:
    """The first two handlers of stops.

    A Ctrl-C that was pending when gdb called the first one ends it before its first line. The second notices that."""

    def __init__(self):
        self.first_has_run = False

    def first(self, *unused):
        self.first_has_run = True

    def second(self, *unused):
        if not self.first_has_run:
            interrupt_again()
        self.first_has_run = False


def is_running():
    """As seen by gdb, which then asks the stub nothing."""
    thread = gdb.selected_thread()
    return thread is None or thread.is_running()


def at_stops(action):
    """A handler of stops that gives gdb commands.

    Together with any command, gdb runs those of the breakpoint, which is too early. If the breakpoint has some, the action
    therefore waits for the next prompt; under an IDE, which has no prompt, for gdb to be idle."""

    def handle(event):
        with PassingOnCtrlC():
            if not any(point.commands for point in getattr(event, "breakpoints", ())):
                action()
            elif prompts.seen:
                prompts.late.add(action)
            else:
                post(unless_resumed)

    def unless_resumed():
        if not is_running():
            action()

    return handle


class Prompts:
    """gdb reports its prompts only if its user types at them."""

    def __init__(self):
        self.seen = False
        self.late = set()

    def catch_up(self):
        self.seen = True
        while self.late:
            self.late.pop()()


prompts = Prompts()


def prompt():
    """Shows gdb's prompt anew, below what was told meanwhile."""
    if sys.__stdin__.isatty():
        gdb.write(gdb.parameter("prompt"))
        gdb.flush()


def leave(event):
    """gdb may end before that: it then frees what waits after Python is gone, and crashes."""
    with posting:
        ending.set()  # the second connection would still be told that gdb leaves the machine
    if waiting:
        gdb.flush()
        os._exit(event.exit_code or 0)
