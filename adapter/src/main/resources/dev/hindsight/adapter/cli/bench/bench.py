# Runs inside gdb, driven by GdbDoor: reads one move a line and answers with the milliseconds that it took.
import os
import sys
import time

import gdb

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
    took = timed("target remote 127.0.0.1:" + port)
    if stub == "qemu":
        gdb.execute("stepi", to_string=True)  # at its very first step it does not seek
    return took


def monitor(command):
    return gdb.execute("monitor " + command, to_string=True)


def seek(step):
    began = time.perf_counter()
    if stub == "qemu":
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


def step_back():
    return timed("reverse-stepi")


def step():
    return timed("stepi")


def read(length):
    """From where the program stands: there is code, so there is memory."""
    start = int(gdb.selected_frame().pc()) & -4096
    gdb.execute("maintenance flush dcache", to_string=True)
    began = time.perf_counter()
    gdb.selected_inferior().read_memory(start, int(length))
    return (time.perf_counter() - began) * 1000


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


MOVES = {move.__name__: move for move in (connect, seek, step, read, step_back, reverse_continue, last_write)}

for line in sys.stdin:
    name, *arguments = line.split()
    try:
        answer = "%.4f" % MOVES[name](*arguments)
    except gdb.error as error:
        answer = " ".join(str(error).split())
    os.write(1, ("\nbench: " + answer + "\n").encode())
