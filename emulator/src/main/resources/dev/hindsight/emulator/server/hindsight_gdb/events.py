"""What is to be done between gdb's commands."""

import os
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
            action()
        except gdb.error as gone:  # as gdb tells that it lost the connection
            gdb.write("\n%s\n" % gone)
            prompt()

    with posting:
        if not ending.is_set():
            waiting.append(run)
            gdb.post_event(run)


def at_stops(action):
    """A handler of stops that gives gdb commands: with one, gdb runs those of the breakpoint, too, which is too early."""

    def handle(event):
        if any(point.commands for point in getattr(event, "breakpoints", ())):
            post(action)
        else:
            action()

    return handle


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
