"""What is to be done between gdb's commands."""

import os

import gdb


waiting = []  # what gdb was asked to do between commands


def post(action):
    """Does something between commands, on gdb's thread."""

    def run():
        waiting.remove(run)
        action()

    waiting.append(run)
    gdb.post_event(run)


def leave(event):
    """A script may end before that: gdb then frees what waits after Python is gone, and crashes."""
    if waiting:
        gdb.flush()
        os._exit(event.exit_code or 0)
