"""Time travel in gdb, for machines that Hindsight runs; hindsight.py loads it.

when                       the step at which you stand
goto PLACE                 travel to a step (N, +N, -N, N%), start, end or a bookmark
back, forward              through the places where you were
last EXPR                  back to the last change of a variable; again for the one before
reverse-until [LOCATION]   as until, backwards
seek [back] WHAT           to the next (last) trap, interrupt, output TEXT, call FUNCTION, ...
last-write EXPR, first-write EXPR, last-exec LOCATION
checkpoint, restart, info checkpoints, delete checkpoint
bookmark, goto-bookmark, info bookmarks, delete bookmark
hindsight WORD ...         any other word of 'monitor help': branches, switch, diff, stats, ...
"""

import contextlib
import os
import re
import socket
import sys
import threading

import gdb

WATCHES = (gdb.BP_HARDWARE_WATCHPOINT, gdb.BP_READ_WATCHPOINT, gdb.BP_ACCESS_WATCHPOINT)
LULL = 0.1  # seconds
NOWHERE = "This gdb is connected to no Hindsight; try: target remote HOST:PORT"


# ---- What is said to the machine's stub


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


class Quiet:
    """While gdb does not show its stops: what there is to show comes from us. Nor does it step others off breakpoints."""

    SETTINGS = {"suppress-cli-notifications": "on", "scheduler-locking": "on"}

    def __enter__(self):
        self.before = {name: gdb.parameter(name) for name in self.SETTINGS}
        self.set(self.SETTINGS)

    def __exit__(self, *unused):
        self.set(self.before)

    @staticmethod
    def set(values):
        for name, value in values.items():
            gdb.execute("set %s %s" % (name, {True: "on", False: "off"}.get(value, value)))


class Deaf:
    """While gdb reads nothing: it does not wait for what an event resumes, and would run what is typed into that."""

    def __enter__(self):
        self.input = os.dup(0)
        self.silence = os.pipe()
        os.dup2(self.silence[0], 0)

    def __exit__(self, *unused):
        os.dup2(self.input, 0)
        for each in (self.input, *self.silence):
            os.close(each)


def resume():
    """Lets the stub make the move that it was told. To gdb, and to an IDE on top of it, the machine runs and stops.

    Forward, gdb would first step off a breakpoint, and does not survive that another thread stops meanwhile."""
    backward = gdb.parameter("exec-direction") == "reverse"
    gdb.execute("stepi" if backward else "reverse-stepi", to_string=True)


def look_at_watches():
    """gdb would compare with the value from before a jump, and swallow a true change."""
    for point in gdb.breakpoints():
        if point.type in WATCHES and point.enabled:
            point.enabled = False
            point.enabled = True


def arrive():
    """Makes the move that the stub was told, and gives what there is to tell of the arrival."""
    ear.searching = True
    try:
        with Quiet():
            resume()
    finally:
        ear.searching = False
        kind, text = ask("told")
    look_at_watches()
    if kind == "-":
        raise gdb.GdbError(text)
    return text


def show():
    """Shows where gdb stands, as it does after a step."""
    gdb.execute("frame")
    gdb.execute("display")


def do(line):
    """Does what a line says, a move or not, and shows what came of it."""
    text = say(line.lstrip())
    if text is not None:
        gdb.write(text and text + "\n")
        return
    gdb.write(arrive() + "\n")
    show()


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


waiting = []  # what gdb was asked to do between commands


def post(action):
    """Does something between commands, on gdb's thread."""

    def run():
        waiting.remove(run)
        action()

    waiting.append(run)
    gdb.post_event(run)


def leave(event):
    """A script may end before that: gdb then frees what waits after Python is gone, and crashes."""
    if waiting:
        gdb.flush()
        os._exit(event.exit_code or 0)


# ---- What others do, heard on a second connection


class Ear:
    """Hears what others do with the machine, and makes gdb look again."""

    def __init__(self):
        self.listens_to = None
        self.hears = False
        self.stirred = False
        self.searching = False
        self.joining = None
        self.patient = False  # while gdb calls a function, which is no time to look
        self.act = ""
        self.news = []

    def open(self, *unused):
        """Listens to the machine that gdb is connected to, unless it does. Called at gdb's stops and prompts."""
        stub = connection()
        if stub is None or stub == self.listens_to or self.is_running():
            return
        self.listens_to = stub
        answer = ask("name")
        self.hears = answer is not None
        if not self.hears:
            return
        threading.Thread(target=self.listen, args=(stub.details, answer[1]), daemon=True).start()

    def listen(self, address, name):
        host, _, port = address.rpartition(":")
        host = re.sub("^tcp[46]?:", "", host).strip("[]") or "localhost"
        try:
            with socket.create_connection((host, int(port))) as line:
                self.stirred = True  # by what went before
                line.sendall(("listen for %s\n" % name).encode("utf-8"))
                self.listen_on(line)
        except (OSError, ValueError):
            pass  # Then gdb learns of others at its next resume, as without us.
        finally:
            post(self.come_to_rest)

    def listen_on(self, line):
        """One command of another gdb is many moves: gdb is to look again when they are over."""
        rest = b""
        while True:
            line.settimeout(LULL if self.stirred else None)
            try:
                heard = line.recv(4096)
            except socket.timeout:
                self.stirred = False
                post(self.look_again)
                continue
            if not heard:
                return
            *lines, rest = (rest + heard).split(b"\n")
            for each in lines:
                self.hear(each.decode("utf-8"))

    def hear(self, line):
        kind, _, text = line.partition(" ")
        if kind == "searched":
            if self.searching and sys.__stderr__.isatty():
                sys.__stderr__.write(text + "\n")
            return
        if kind == "jumped":
            post(self.look_again)
            return
        if kind == "news":
            self.news.append(text)
        self.stirred = True

    def is_running(self):
        thread = gdb.selected_thread()
        return thread is None or thread.is_running()

    def is_busy(self):
        """Where gdb's machine runs, its stop will tell it."""
        return self.joining or self.patient or self.is_running()

    def follow(self, *unused):
        """Before a prompt: a jump by monitor was another move to gdb. Here, unlike in an event, it waits for the stop."""
        if not self.hears or self.is_busy():
            return
        try:
            answer = ask("follow")
            if answer and answer[0] == ">":
                with Quiet():
                    resume()
                look_at_watches()
                show()
        except gdb.error as gone:
            gdb.write("%s\n" % gone)

    def look_again(self):
        """On gdb's thread, between commands."""
        if self.is_busy():
            return
        answer = ask("join")
        if answer and answer[0] == ">":
            self.act = answer[1]
            self.joining = contextlib.ExitStack()
            self.joining.enter_context(Quiet())
            self.joining.enter_context(Deaf())
            gdb.events.stop.connect(self.arrive)
            try:
                resume()
            except gdb.error:
                self.come_to_rest()
        else:
            self.tell(self.take_news())

    def arrive(self, *unused):
        post(self.joined)

    def come_to_rest(self):
        if self.joining:
            gdb.events.stop.disconnect(self.arrive)
            self.joining.close()
            self.joining = None

    def joined(self):
        self.come_to_rest()
        look_at_watches()
        told = self.take_news()
        if self.act:
            told.append("[%s, %s]" % (self.act, place()))
        self.tell(told, show)
        self.look_again()

    def tell(self, told, then=lambda: None):
        if told or then is show:
            gdb.write("\n" + "".join(line + "\n" for line in told))
            then()
            self.prompt()

    def take_news(self):
        told, self.news = self.news, []
        return ["[%s]" % sentence for sentence in told]

    def prompt(self):
        if sys.__stdin__.isatty():
            gdb.write(gdb.parameter("prompt"))
            gdb.flush()


ear = Ear()


# ---- Calls of the guest's functions by gdb


class Calls:
    """What gdb pushes, runs and takes back for print f(3) is a diversion: history stays as it was."""

    def __init__(self):
        self.deep = 0  # a breakpoint's condition may call a function while another is called

    def before_after(self, event):
        if isinstance(event, gdb.InferiorCallPreEvent):
            if not self.deep:
                ask("divert")
                ear.patient = True
            self.deep += 1
            post(self.unless_begun)
        elif self.deep:
            self.deep -= 1
            if not self.deep:
                self.end("keep" if self.stays() else "end")

    def unless_begun(self):
        """Where gdb cannot push what a call needs, it tells of no end. While a call runs, there are no frames."""
        try:
            begun = self.is_called(gdb.newest_frame())
        except gdb.error:
            return
        if not begun:
            self.settle()

    def settle(self, *unused):
        """Called at prompts, too, where no call is under way."""
        if self.deep:
            self.deep = 0
            self.end("end")
            gdb.execute("maintenance flush register-cache", to_string=True)

    @staticmethod
    def end(how):
        ear.patient = False
        ask(how)
        if how == "end":
            gdb.execute("maintenance flush dcache", to_string=True)
        post(ear.look_again)

    def stays(self):
        """Whether gdb stopped inside the function, and leaves the user there."""
        try:
            return not gdb.parameter("unwindonsignal") and self.is_called(gdb.newest_frame().older())
        except gdb.error:
            return False  # nothing is left to stay in

    @staticmethod
    def is_called(frame):
        """Whether the frame, or one that called it, is of a function that gdb called."""
        while frame and frame.type() != gdb.DUMMY_FRAME:
            frame = frame.older()
        return frame is not None


calls = Calls()


# ---- Commands


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
    """The step at which you stand, and where history ends."""


class Goto(Word):
    """Travel in the recorded history: goto PLACE
PLACE is a step's number, +N or -N steps from here, N% of the history, start, end, or a bookmark's name."""

    once = True

    def complete(self, text, word):
        return [each for each in ("start", "end") if word is not None and each.startswith(word)] + names(word)


class Back(Word):
    """Go to the place where you were before, as in a browser."""


class Forward(Word):
    """After back: go to the place where you came from."""


class Seek(Word):
    """Travel to what is sought in the recorded history: seek [back] WHAT [or WHAT] [in FROM TO]
WHAT is: trap, exception [CAUSE], interrupt [CAUSE], mode [M|S|U], output TEXT, call FUNCTION, return FUNCTION,
exec ADDRESS, or write, read or changed ADDRESS [LENGTH]; seek #N WHAT goes to the N-th from the start."""


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


def text_of(value):
    """As print shows it."""
    gdb.set_convenience_variable("_hindsight", value)
    return gdb.execute("output $_hindsight", to_string=True)


def lying(expression):
    """The value of an expression that lies in memory."""
    if not expression:
        raise gdb.GdbError("Argument required (an expression that lies in memory).")
    value = gdb.parse_and_eval(expression)
    if value.is_optimized_out:
        raise gdb.GdbError("%s is optimized out here." % expression)
    if value.address is None:
        raise gdb.GdbError("%s does not lie in memory; try: watch %s, and then reverse-continue" % ((expression,) * 2))
    return value


class OfMemory(Word):
    def run(self, argument):
        if not argument:
            raise gdb.GdbError("Argument required (an expression, or an address and a length).")
        do("%s %s" % (self.line, extent(argument)))


class LastWrite(OfMemory):
    """Go back to before the last write there: last-write EXPR, or last-write ADDRESS LENGTH"""


class FirstWrite(OfMemory):
    """Go to after the first write there: first-write EXPR, or first-write ADDRESS LENGTH"""


class LastExec(Word):
    """Go back to where the instruction there ran last: last-exec LOCATION"""

    def run(self, argument):
        if not argument:
            raise gdb.GdbError("Argument required (a location, as for break).")
        if re.fullmatch("[0-9]+|0x[0-9a-fA-F]+", argument):
            argument = "*" + argument
        found = gdb.decode_line(argument)[1]
        do("last-exec %#x" % found[0].pc)


class Last(Word):
    """Go back to the last change of a variable: last EXPR
You stand before the instruction that changed it. Again, and you are at the change before."""

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
        moves = 0
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
            raise gdb.GdbError("%s was not changed before in this call of %s." % (expression, name))

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


class ReverseUntil(Word):
    """Run backward until a location, or until this function is left to its caller: reverse-until [LOCATION]
Without a location: to a line before this one, not back into a loop."""

    def run(self, argument):
        frame = gdb.selected_frame()
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
                gdb.execute("reverse-stepi", to_string=True)
        show()

    def back_to(self, points):
        if not points:
            raise gdb.GdbError("There is no line before this one.")
        stops, points = [], [self.point(*each) for each in points]
        gdb.events.stop.connect(stops.append)
        try:
            with Quiet():
                gdb.execute("reverse-continue", to_string=True)
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
            raise gdb.GdbError("There is no line here; try: reverse-stepi")
        condition = "$sp == %#x" % stack_pointer(frame)
        return [
            ("*%#x" % each.pc, condition)
            for each in here.symtab.linetable()
            if block.start < each.pc < block.end and 0 < each.line < here.line
        ]


class Mark(Word):
    """Mark the state where you stand, to come back to: checkpoint [NAME [NOTE]]
What is written or typed there later does not move it. The same as bookmark."""

    once = True
    at = {}  # the places of those that were set here, by number

    def run(self, argument):
        told = say("bookmark " + argument)
        self.at[re.search(r"bookmark (\d+)", told).group(1)] = place()
        gdb.write(told + "\n")


class Bookmark(Mark):
    """Mark the state where you stand, to come back to: bookmark [NAME [NOTE]]
What is written or typed there later does not move it. The same as checkpoint."""


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
    """Go to a bookmark or checkpoint: goto-bookmark NUMBER, or goto-bookmark NAME; start and end are known, too."""

    def run(self, argument):
        if argument in ("start", "begin", "end"):
            do("goto " + argument.replace("begin", "start"))
        else:
            super().run(argument)


class DeleteMark(OfMark):
    """Forget checkpoints or bookmarks: delete checkpoint NUMBER ..., or delete bookmark NUMBER ..."""

    def run(self, argument):
        for each in argument.split() or [""]:
            super().run(each)


class Marks(Word):
    """The checkpoints and bookmarks, and where they are."""

    def run(self, argument):
        for line in say("bookmarks").splitlines():
            number = re.match(r"bookmark (\d+)", line)
            at = number and Mark.at.get(number.group(1))
            gdb.write(line + ("  at " + at if at else "") + "\n")


class InfoRecord(Word):
    """What is recorded. On Hindsight everything is, always."""

    def run(self, argument):
        stats = say("stats")
        gdb.write("Hindsight records always, from the first step; there is nothing to switch on.\n%s\n" % stats)


class Anything(Word):
    """A word of 'monitor help', after which gdb looks again: hindsight WORD ..."""

    def run(self, argument):
        do(argument or "help")

    def complete(self, text, word):
        if word is None or text.strip() != word:
            return []
        try:
            return [line.split()[0] for line in say("help").splitlines() if line.startswith(word)]
        except gdb.GdbError:
            return []


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
Mark("checkpoint")
Bookmark("bookmark")
Restart("restart", complete=None)
GotoBookmark("goto-bookmark", "restart", complete=None)
Marks("info checkpoints", "bookmarks", gdb.COMMAND_STATUS)
Marks("info bookmarks", "bookmarks", gdb.COMMAND_STATUS)
DeleteMark("delete checkpoint", "delete-bookmark", complete=None)
DeleteMark("delete bookmark", "delete-bookmark", complete=None)
InfoRecord("info record", kind=gdb.COMMAND_STATUS)
Anything("hindsight", complete=None)

HEARD = (
    (gdb.events.gdb_exiting, leave),
    (gdb.events.stop, ear.open),
    (gdb.events.before_prompt, ear.open),
    (gdb.events.before_prompt, calls.settle),
    (gdb.events.before_prompt, ear.follow),
    (gdb.events.inferior_call, calls.before_after),
)


def forget():
    for event, handler in HEARD:
        event.disconnect(handler)


for event, handler in HEARD:
    event.connect(handler)
ear.open()
