"""Calls of the guest's functions by gdb."""

import gdb

from hindsight_gdb.notifications import notifications
from hindsight_gdb.events import post
from hindsight_gdb.stub import ask


class Calls:
    """What gdb pushes, runs and takes back for print f(3) is a diversion: history stays as it was."""

    def __init__(self):
        self.deep = 0  # a breakpoint's condition may call a function while another is called

    def before_after(self, event):
        if isinstance(event, gdb.InferiorCallPreEvent):
            if not self.deep:
                ask("divert")
                notifications.patient = True
            self.deep += 1
            post(self.unless_begun)
        elif self.deep:
            self.deep -= 1
            if not self.deep:
                self.end("keep" if self.stays() else "end")

    def unless_begun(self):
        """Where gdb cannot push what a call needs, it tells of no end. While a call runs, there are no frames."""
        try:
            begun = self.is_called(gdb.newest_frame())
        except gdb.error:
            return
        if not begun:
            self.settle()

    def settle(self, *unused):
        """Called at prompts, too, where no call is under way."""
        if self.deep:
            self.deep = 0
            self.end("end")
            gdb.execute("maintenance flush register-cache", to_string=True)

    @staticmethod
    def end(how):
        notifications.patient = False
        ask(how)
        if how == "end":
            gdb.execute("maintenance flush dcache", to_string=True)
        post(notifications.look_again)

    def stays(self):
        """Whether gdb stopped inside the function, and leaves the user there."""
        try:
            return not gdb.parameter("unwindonsignal") and gdb.newest_frame().type() != gdb.DUMMY_FRAME
        except gdb.error:
            return False  # nothing is left to stay in

    @staticmethod
    def is_called(frame):
        """Whether the frame, or one that called it, is of a function that gdb called."""
        while frame and frame.type() != gdb.DUMMY_FRAME:
            frame = frame.older()
        return frame is not None


calls = Calls()
