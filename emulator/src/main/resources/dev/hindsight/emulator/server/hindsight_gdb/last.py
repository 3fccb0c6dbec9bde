"""last EXPR."""

import gdb

from hindsight_gdb.frames import function_of, show, stack_pointer
from hindsight_gdb.memory import lying
from hindsight_gdb.moves import arrive
from hindsight_gdb.stub import say
from hindsight_gdb.words import Word


def text_of(value):
    """As print shows it."""
    gdb.set_convenience_variable("_hindsight", value)
    return gdb.execute("output $_hindsight", to_string=True)


class Last(Word):
    """Go back to the last change of a variable: last EXPR
gdb stops before the instruction that changed it. Repeat the command to go to the change before."""

    def run(self, argument):
        value = lying(argument)
        later = text_of(value)
        start, length = int(value.address), value.type.sizeof
        told = self.search("changed %#x %d" % (start, length), argument, self.home(start))
        earlier = gdb.Value(gdb.selected_inferior().read_memory(start, length), value.type)
        gdb.write("%s\n\nOld value = %s\nNew value = %s\n" % (told, later, text_of(earlier)))
        show()

    @staticmethod
    def search(what, expression, home):
        """What lay in the stack before the call that a variable belongs to was something else."""
        if home is None:
            say("find back " + what)
            return arrive()
        entry, end, name = home
        moves, thread = 0, gdb.selected_thread()
        try:
            while True:
                say("find back %s or exec %#x" % (what, entry))
                told = arrive()
                moves += 1
                frame = gdb.newest_frame()
                if frame.pc() != entry:
                    return told
                if stack_pointer(frame) == end:
                    raise gdb.GdbError("")
        except gdb.GdbError:
            for _ in range(moves):
                say("back")
                arrive()
            if thread.is_valid():
                thread.switch()
            raise gdb.GdbError("%s did not change earlier in this call of %s." % (expression, name))

    @staticmethod
    def home(start):
        """Of the frame that a variable on the stack belongs to: its function's entry, its end, its function's name."""
        frame, deepest = gdb.newest_frame(), 256
        below = stack_pointer(frame)
        while frame and deepest:
            older, block = frame.older(), function_of(frame)
            if older and block and frame.type() == gdb.NORMAL_FRAME:
                end = stack_pointer(older)
                if below <= start < end:
                    return block.start, end, frame.name()
                below = end
            frame, deepest = older, deepest - 1
        return None
