"""Commands of gdb that are words of monitor's."""

import re

import gdb

from hindsight_gdb.moves import do
from hindsight_gdb.stub import say


def names(word):
    """What bookmarks there are, for completion."""
    if word is None:  # gdb asks where the word begins
        return []
    try:
        lines = say("bookmarks").splitlines()
    except gdb.GdbError:
        return []
    found = [re.match(r"bookmark (\d+)(?: \((\S+)\))?", line) for line in lines]
    return [name for match in found if match for name in match.groups() if name and name.startswith(word)]


class Word(gdb.Command):
    """A word of monitor's as a command of gdb."""

    once = False  # whether an empty line does not repeat it

    def __init__(self, name, line=None, kind=gdb.COMMAND_RUNNING, complete=gdb.COMPLETE_NONE):
        if complete is None:
            super().__init__(name, kind)
        else:
            super().__init__(name, kind, complete)
        self.line = line or name

    def invoke(self, argument, from_tty):
        if self.once:
            self.dont_repeat()
        try:
            self.run(argument)
        except gdb.error as refused:
            raise gdb.GdbError(str(refused))
        except KeyboardInterrupt:
            raise gdb.GdbError("Quit")

    def run(self, argument):
        do(self.line + " " + argument)


class When(Word):
    """Show the current step, and where history ends."""


class Goto(Word):
    """Go to a step of the recorded history: goto PLACE
PLACE is a step's number, +N or -N steps from here, N% of the history, start, end, or a bookmark's name."""

    once = True

    def complete(self, text, word):
        return [each for each in ("start", "end") if word is not None and each.startswith(word)] + names(word)


class Back(Word):
    """Go to the place where you were before, as in a browser."""


class Forward(Word):
    """After back: go to the place that you came from."""


class Seek(Word):
    """Go to the next event of a kind, or with back to the last one: seek [back] WHAT [or WHAT] [in FROM TO]
WHAT is: trap, exception [CAUSE], interrupt [CAUSE], mode [M|S|U], output TEXT, call FUNCTION, return FUNCTION,
exec ADDRESS, or write, read or changed ADDRESS [LENGTH]; seek #N WHAT goes to the N-th event from the start."""


class InfoRecord(Word):
    """Show how much history is recorded. Hindsight always records everything."""

    def run(self, argument):
        stats = say("stats")
        gdb.write("Hindsight always records everything, from the first step; there is nothing to switch on.\n%s\n" % stats)


class RecordSave(Word):
    """Write the history so far to a file, for hindsight replay: record save FILE"""


class Anything(Word):
    """Run any command of 'monitor help', and show the new place in gdb: hindsight COMMAND ..."""

    def run(self, argument):
        do(argument or "help")

    def complete(self, text, word):
        if word is None or text.strip() != word:
            return []
        try:
            return [line.split()[0] for line in say("help").splitlines() if line.startswith(word)]
        except gdb.GdbError:
            return []
