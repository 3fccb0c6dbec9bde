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


def interrupt_again():
    threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGINT)).start()  # seconds: when Python is over


class PassingOnCtrlC(contextlib.AbstractContextManager):
    """gdb drops a Ctrl-C that arrives while Python runs: the machine, where it goes on afterwards, would not stop."""

    def __exit__(self, kind, *unused):
        if kind is KeyboardInterrupt:
            interrupt_again()
        return kind is KeyboardInterrupt


class FirstAtStops:
    """Two handlers. A Ctrl-C from before Python began strikes ahead of the first line of the first: the second can tell."""

    def __init__(self):
        self.begun = False

    def first(self, *unused):
        self.begun = True

    def second(self, *unused):
        if not self.begun:
            interrupt_again()
        self.begun = False


def is_running():
    """As seen by gdb, which then asks the stub nothing."""
    thread = gdb.selected_thread()
    return thread is None or thread.is_running()


def at_stops(action):
    """A handler of stops that gives gdb commands: with one, gdb runs those of the breakpoint, too, which is too early.

    So it waits where there are some, until the next prompt. An IDE has none."""

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
    """gdb tells of them only where its user types there."""

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
