"""Settings of gdb that are others for a while."""

import contextlib

import gdb


class Settings:
    """Sets them, and what they were afterwards."""

    SETTINGS = {}

    def __enter__(self):
        self.before = {name: gdb.parameter(name) for name in self.SETTINGS}
        self.set(self.SETTINGS)

    def __exit__(self, *unused):
        with contextlib.suppress(gdb.error):  # without a target, gdb takes no scheduler-locking
            self.set(self.before)

    @staticmethod
    def set(values):
        for name, value in values.items():
            gdb.execute("set %s %s" % (name, {True: "on", False: "off"}.get(value, value)))


class Quiet(Settings):
    """While gdb does not show its stops: what there is to show comes from us. Nor does it step others off breakpoints."""

    SETTINGS = {"suppress-cli-notifications": "on", "scheduler-locking": "on"}


class Unpaged(Settings):
    """While nobody asked for what is told: gdb's pager would take what is typed, and does not survive a second pager."""

    SETTINGS = {"pagination": "off"}
