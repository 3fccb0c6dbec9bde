"""Time travel in gdb, for machines that Hindsight runs; hindsight.py loads them.

when                       show the current step
goto PLACE                 go to a step (N, +N, -N, N%), start, end or a bookmark
back, forward              go through the places where you were
last EXPR                  go back to the last change of a variable; again for the one before
reverse-until [LOCATION]   like until, backward
seek [back] WHAT           go to the next (last) trap, interrupt, output TEXT, call FUNCTION, ...
last-write EXPR, first-write EXPR, last-exec LOCATION
checkpoint, restart, info checkpoints, delete checkpoint
bookmark, goto-bookmark, info bookmarks, delete bookmark
hindsight COMMAND ...      any other command of 'monitor help': branches, switch, diff, stats, ...
"""

import gdb

from hindsight_gdb.arguments import forget_bookmark
from hindsight_gdb.calls import calls
from hindsight_gdb.notifications import notifications
from hindsight_gdb.events import PendingCtrlC, at_stops, leave, prompts
from hindsight_gdb import lines, registers
from hindsight_gdb.last import Last
from hindsight_gdb.marks import Bookmark, DeleteMark, GotoBookmark, Mark, Marks, Restart
from hindsight_gdb.memory import FirstWrite, LastExec, LastWrite
from hindsight_gdb.reverse_until import ReverseUntil
from hindsight_gdb.words import Anything, Back, Forward, Goto, InfoRecord, RecordSave, Seek, When

When("when", kind=gdb.COMMAND_STATUS)
Goto("goto", complete=None)
Back("back")
Forward("forward")
Seek("seek", "find")
Last("last", complete=gdb.COMPLETE_EXPRESSION)
LastWrite("last-write", complete=gdb.COMPLETE_EXPRESSION)
FirstWrite("first-write", complete=gdb.COMPLETE_EXPRESSION)
LastExec("last-exec", complete=gdb.COMPLETE_LOCATION)
ReverseUntil("reverse-until", complete=gdb.COMPLETE_LOCATION)
Anything("hindsight", complete=None)


def replace_those_of_gdb():
    """gdb has these, too, for programs of the host: there they stay until it meets a machine of ours."""
    Mark("checkpoint")
    Bookmark("bookmark")
    Restart("restart", complete=None)
    GotoBookmark("goto-bookmark", "restart", complete=None)
    Marks("info checkpoints", "bookmarks", gdb.COMMAND_STATUS)
    Marks("info bookmarks", "bookmarks", gdb.COMMAND_STATUS)
    DeleteMark("delete checkpoint", "delete-bookmark", complete=None)
    DeleteMark("delete bookmark", "delete-bookmark", complete=None)
    InfoRecord("info record", kind=gdb.COMMAND_STATUS)
    RecordSave("record save", complete=gdb.COMPLETE_FILENAME)


pending_ctrl_c = PendingCtrlC()
HEARD = (
    (gdb.events.gdb_exiting, leave),
    (gdb.events.stop, pending_ctrl_c.first),
    (gdb.events.stop, pending_ctrl_c.second),
    (gdb.events.stop, at_stops(registers.forget)),
    (gdb.events.stop, notifications.open),
    (gdb.events.stop, at_stops(forget_bookmark)),
    (gdb.events.before_prompt, prompts.catch_up),
    (gdb.events.before_prompt, notifications.open),
    (gdb.events.before_prompt, calls.settle),
    (gdb.events.before_prompt, notifications.follow),
    (gdb.events.inferior_call, calls.before_after),
)


def forget():
    for event, handler in HEARD:
        event.disconnect(handler)


for event, handler in HEARD:
    event.connect(handler)
notifications.when_it_hears(replace_those_of_gdb)
notifications.open()
