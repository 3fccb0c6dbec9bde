"""Commands that go to where memory was written or code was run."""

import re

import gdb

from hindsight_gdb.moves import do
from hindsight_gdb.words import Word


def extent(argument):
    """ADDRESS [LENGTH], or an expression that lies in memory or points there: its address and length."""
    words = argument.rsplit(None, 1)
    if len(words) == 2 and re.fullmatch("[0-9]+|0x[0-9a-fA-F]+", words[1]):
        return "%s %s" % (address(words[0]), words[1])
    if re.fullmatch("[0-9]+|0x[0-9a-fA-F]+", argument):
        return argument
    value = lying(argument)
    return "%#x %d" % (int(value.address), value.type.sizeof)


def address(expression):
    return "%#x" % (int(gdb.parse_and_eval(expression)) & (1 << 64) - 1)


def lying(expression):
    """The value of an expression that lies in memory."""
    if not expression:
        raise gdb.GdbError("Argument required (an expression for a place in memory).")
    value = gdb.parse_and_eval(expression)
    if value.is_optimized_out:
        raise gdb.GdbError("%s is optimized out here." % expression)
    if value.address is None:
        raise gdb.GdbError("%s is not in memory; try: watch %s, and then reverse-continue" % ((expression,) * 2))
    return value


class OfMemory(Word):
    def run(self, argument):
        if not argument:
            raise gdb.GdbError("Argument required (an expression, or an address and a length).")
        do("%s %s" % (self.line, extent(argument)))


class LastWrite(OfMemory):
    """Go back to just before the last write to a variable: last-write EXPR, or last-write ADDRESS LENGTH"""


class FirstWrite(OfMemory):
    """Go to just after the first write to a variable: first-write EXPR, or first-write ADDRESS LENGTH"""


class LastExec(Word):
    """Go back to where a location last ran: last-exec LOCATION"""

    def run(self, argument):
        if not argument:
            raise gdb.GdbError("Argument required (a location, as for break).")
        if re.fullmatch("[0-9]+|0x[0-9a-fA-F]+", argument):
            argument = "*" + argument
        found = gdb.decode_line(argument)[1]
        do("last-exec %#x" % found[0].pc)
