"""What is said to the machine's stub."""

import gdb

NOWHERE = "gdb is not connected to Hindsight; try: target remote HOST:PORT"


def connection():
    found = gdb.selected_inferior().connection
    return found if isinstance(found, gdb.RemoteTargetConnection) else None


def ask(packet):
    """The answer of the stub: its kind, a letter, and its text. None where the stub is not ours."""
    stub = connection()
    reply = stub.send_packet("qHindsight." + packet) if stub else None
    if not reply:
        return None
    return chr(reply[0]), bytes.fromhex(reply[1:].decode("ascii")).decode("utf-8")


def say(line):
    """Says a line in the words of monitor. None: the next resume makes that move. Otherwise what there is to tell."""
    answer = ask("say:" + line.encode("utf-8").hex())
    if answer is None:
        raise gdb.GdbError(NOWHERE)
    kind, text = answer
    if kind == "-":
        raise gdb.GdbError(text)
    return None if kind == ">" else text
