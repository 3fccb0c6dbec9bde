"""Where gdb stands."""

import gdb


def place():
    """Where the selected frame stands, in a few words."""
    frame = gdb.selected_frame()
    line = frame.find_sal()
    if line.symtab:
        return "%s:%d" % (line.symtab.filename.rsplit("/", 1)[-1], line.line)
    return frame.name() or "%#x" % frame.pc()


def function_of(frame):
    """The block of the function that a frame belongs to; None where there is no debug information."""
    block = frame.block() if frame.function() else None
    while block and not block.function:
        block = block.superblock
    return block


def stack_pointer(frame):
    return int(frame.read_register("sp")) & (1 << 64) - 1


def show():
    """Shows where gdb stands, as it does after a step."""
    gdb.execute("frame")
    gdb.execute("display")
