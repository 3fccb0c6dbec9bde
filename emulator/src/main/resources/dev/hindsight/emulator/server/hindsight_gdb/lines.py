"""Line steps backward, which to the stub look like those of single instructions."""

import gdb

from hindsight_gdb.hooks import hook
from hindsight_gdb.moves import goes_backward
from hindsight_gdb.stub import ask


def begin():
    """gdb is about to step a line: backward, interrupts that came in its middle are none of its business."""
    try:
        if goes_backward():
            ask("line")
    except gdb.error:
        pass  # nothing runs: gdb says so itself


hook("hook-next", __name__, "begin")  # which reverse-next is, too
hook("hook-step", __name__, "begin")
