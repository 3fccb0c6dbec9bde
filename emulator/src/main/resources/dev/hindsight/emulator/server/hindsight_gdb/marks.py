"""Checkpoints and bookmarks, which are one thing here."""

import re

import gdb

from hindsight_gdb.frames import place
from hindsight_gdb.moves import do
from hindsight_gdb.stub import say
from hindsight_gdb.words import Word, names


class Mark(Word):
    """Mark the current state, to come back to it: checkpoint [NAME [NOTE]]
What you write or type there later does not change it. The same as bookmark."""

    once = True
    at = {}  # the places of those that were set here, by number

    def run(self, argument):
        told = say("bookmark " + argument)
        self.at[re.search(r"bookmark (\d+)", told).group(1)] = place()
        gdb.write(told + "\n")


class Bookmark(Mark):
    """Mark the current state, to come back to it: bookmark [NAME [NOTE]]
What you write or type there later does not change it. The same as checkpoint."""


class OfMark(Word):
    once = True

    def run(self, argument):
        if not argument:
            raise gdb.GdbError("Argument required (the number or name of a checkpoint or bookmark).")
        super().run(argument)

    def complete(self, text, word):
        return names(word)


class Restart(OfMark):
    """Go to a checkpoint or bookmark: restart NUMBER, or restart NAME"""


class GotoBookmark(OfMark):
    """Go to a bookmark or checkpoint: goto-bookmark NUMBER, or goto-bookmark NAME
start and end work too."""

    def run(self, argument):
        if argument in ("start", "begin", "end"):
            do("goto " + argument.replace("begin", "start"))
        else:
            super().run(argument)


class DeleteMark(OfMark):
    """Delete checkpoints or bookmarks: delete checkpoint NUMBER ..., or delete bookmark NUMBER ..."""

    def run(self, argument):
        for each in argument.split() or [""]:
            super().run(each)


class Marks(Word):
    """List the checkpoints and bookmarks, and where they are."""

    def run(self, argument):
        for line in say("bookmarks").splitlines():
            number = re.match(r"bookmark (\d+)", line)
            at = number and Mark.at.get(number.group(1))
            gdb.write(line + ("  at " + at if at else "") + "\n")
