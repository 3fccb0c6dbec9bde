# Runs inside gdb, driven by GdbDoor: reads one move a line and answers with the milliseconds that it took.
import os
import sys
import time

import gdb

MEBIBYTE = 1 << 20

# What gdb is connected to: "hindsight", the same where it is "live", a "qemu" that runs, one that "replay"s, "gdbserver",
# or a "constant" stub.
stub = ""


def timed(command):
    began = time.perf_counter()
    gdb.execute(command, to_string=True)
    return (time.perf_counter() - began) * 1000


def connect(port, kind):
    global stub
    stub = kind
    for setting in ("confirm off", "pagination off", "width 0", "remotetimeout 60"):
        gdb.execute("set " + setting)
    if stub == "gdbserver":
        gdb.execute("set sysroot /")  # it runs here: no need to fetch libraries from it
    took = timed("target remote 127.0.0.1:" + port)
    if stub == "replay":
        gdb.execute("stepi", to_string=True)  # at its very first step it does not seek
    return took


def monitor(command):
    return gdb.execute("monitor " + command, to_string=True)


def seek(step):
    began = time.perf_counter()
    if stub == "replay":
        seek_in_qemu(step)
    else:
        monitor("goto " + step)
    gdb.execute("maintenance flush register-cache", to_string=True)
    return (time.perf_counter() - began) * 1000


def seek_in_qemu(step):
    """QEMU goes there on its own time. Whatever gdb asks meanwhile pauses it on the way: so wait, longer each time."""
    patience = 0.1
    monitor("replay_seek " + step)
    time.sleep(patience)
    while monitor("info replay").split()[-1] != step:
        patience *= 2
        monitor("replay_seek " + step)
        time.sleep(patience)


def place(step, address):
    """To the step or, where one cannot go by steps, to where the address is reached: next, or first after reset."""
    if stub not in ("live", "qemu"):
        return seek(step)
    if stub == "qemu":
        monitor("system_reset")
        gdb.execute("maintenance flush register-cache", to_string=True)
    point = gdb.Breakpoint("*" + address, type=gdb.BP_HARDWARE_BREAKPOINT)
    try:
        took = timed("continue")
    finally:
        point.delete()
    if gdb.selected_frame().pc() != int(address):
        raise gdb.error("the program comes there no more")
    return took


def step_back():
    return timed("reverse-stepi")


def step():
    return timed("stepi")


def next():
    return timed_in_function("next")


def reverse_next():
    return timed_in_function("reverse-next")


def timed_in_function(command):
    """A command that must end in the function where it began, or it was no step over a call."""
    function = gdb.selected_frame().name()
    took = timed(command)
    if gdb.selected_frame().name() != function:
        raise gdb.error("%s left %s" % (command, function))
    return took


def write_noise(address):
    """A mebibyte that nobody can shorten, to be read."""
    began = time.perf_counter()
    gdb.selected_inferior().write_memory(room(address), os.urandom(MEBIBYTE))
    return (time.perf_counter() - began) * 1000


def read(address):
    start = room(address)
    gdb.execute("maintenance flush dcache", to_string=True)
    began = time.perf_counter()
    gdb.selected_inferior().read_memory(start, MEBIBYTE)
    return (time.perf_counter() - began) * 1000


def room(address):
    """Where a mebibyte can be written and read: in a native program, not where the guest has it."""
    if stub != "gdbserver":
        return int(address)
    with open("/proc/%d/maps" % gdb.selected_inferior().pid) as maps:
        for line in maps:
            span, access = line.split()[:2]
            start, end = (int(bound, 16) for bound in span.split("-"))
            if access.startswith("rw") and end - start >= MEBIBYTE:
                return start
    raise gdb.error("the program has no mebibyte to write to")


def to_last(point):
    try:
        return timed("reverse-continue")
    finally:
        point.delete()


def reverse_continue(address):
    return to_last(gdb.Breakpoint("*" + address, type=gdb.BP_HARDWARE_BREAKPOINT))


def last_write(address, length):
    place = "*(char (*)[%s]) %s" % (length, address)
    return to_last(gdb.Breakpoint(place, type=gdb.BP_WATCHPOINT, wp_class=gdb.WP_WRITE))


MOVES = {
    move.__name__: move
    for move in (
        connect,
        seek,
        place,
        step,
        next,
        write_noise,
        read,
        step_back,
        reverse_next,
        reverse_continue,
        last_write,
    )
}

for line in sys.stdin:
    name, *arguments = line.split()
    try:
        answer = "%.4f" % MOVES[name](*arguments)
    except gdb.error as error:
        answer = " ".join(str(error).split())
    os.write(1, ("\nbench: " + answer + "\n").encode())
