"""Line steps backward, which to the stub look like those of single instructions."""

import gdb

from hindsight_gdb.moves import goes_backward
from hindsight_gdb.stub import ask


def begin():
    """gdb is about to step a line: backward, interrupts that came in its middle are none of its business."""
    try:
        if goes_backward():
            ask("line")
    except gdb.error:
        pass  # nothing runs: gdb says so itself


def hook(command):
    """Of a user who has a hook of that name we leave it."""
    name = "hook-" + command
    try:
        known = gdb.execute("show user " + name, to_string=True)
    except gdb.error:
        known = ""
    if not known:
        gdb.execute("define %s\npython __import__('sys').modules['%s'].begin()\nend" % (name, __name__))


hook("next")  # which reverse-next is, too
hook("step")
