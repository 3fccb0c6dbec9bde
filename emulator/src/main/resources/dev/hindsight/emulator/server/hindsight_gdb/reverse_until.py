"""reverse-until."""

import gdb

from hindsight_gdb.frames import function_of, show, stack_pointer
from hindsight_gdb.moves import backward
from hindsight_gdb.settings import Quiet
from hindsight_gdb.words import Word


class ReverseUntil(Word):
    """Run backward to a location, or to the caller of this function: reverse-until [LOCATION]
Without a location, run backward to a line before the current one, out of a loop."""

    def run(self, argument):
        frame = gdb.selected_frame()
        if argument:
            gdb.decode_line(argument)  # gdb would set a breakpoint for later on what is nowhere, and run to the start
        points = [(argument, None)] if argument else self.lines_before(frame)
        older, block = frame.older(), function_of(frame)
        if not older or not block:
            self.back_to(points)
            show()
            return
        end = stack_pointer(older)
        if frame.pc() != block.start:
            self.back_to(points + [("*%#x" % block.start, "$sp == %#x" % end)])
        frame = gdb.newest_frame()
        if frame.pc() == block.start and stack_pointer(frame) == end:
            with Quiet():
                backward("stepi")
        show()

    def back_to(self, points):
        if not points:
            raise gdb.GdbError("There is no line before this one in the function.")
        stops, points = [], [self.point(*each) for each in points]
        gdb.events.stop.connect(stops.append)
        try:
            with Quiet():
                backward("continue")
        finally:
            gdb.events.stop.disconnect(stops.append)
            for point in points:
                if point.is_valid():
                    point.delete()
        for stop in stops:
            for point in stop.breakpoints if isinstance(stop, gdb.BreakpointEvent) else ():
                if point.is_valid() and point.number > 0:
                    gdb.write("Breakpoint %d, " % point.number)

    @staticmethod
    def point(location, condition):
        point = gdb.Breakpoint(location, internal=True, temporary=True)
        point.condition = condition
        return point

    def lines_before(self, frame):
        here, block = frame.find_sal(), function_of(frame)
        if not here.symtab or not block:
            raise gdb.GdbError("There is no line information here; try: reverse-stepi")
        condition = "$sp == %#x" % stack_pointer(frame)
        return [
            ("*%#x" % each.pc, condition)
            for each in here.symtab.linetable()
            if block.start < each.pc < block.end and 0 < each.line < here.line
        ]
