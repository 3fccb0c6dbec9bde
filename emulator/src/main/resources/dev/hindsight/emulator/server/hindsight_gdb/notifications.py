"""What others do with the machine, heard on a second connection."""

import contextlib
import re
import socket
import sys
import threading

import gdb

from hindsight_gdb import moves
from hindsight_gdb.events import is_running, post, prompt, prompts
from hindsight_gdb.frames import place, show
from hindsight_gdb.hooks import hook
from hindsight_gdb.moves import KeyboardHeld, look_at_watches, resume, resume_under_mi
from hindsight_gdb.settings import Quiet, Unpaged
from hindsight_gdb.stub import ask, connection

LULL = 0.1  # seconds


class Notifications:
    """Hears what others do with the machine, and makes gdb look again."""

    def __init__(self):
        self.listens_to = None
        self.hears = False
        self.stirred = False
        self.joining = None
        self.patient = False  # while gdb calls a function, which is no time to look
        self.act = ""
        self.news = []
        self.first = None

    def when_it_hears(self, action):
        """Does something when it has met a machine of ours for the first time."""
        self.first = action

    def open(self, *unused):
        """Listens to the machine that gdb is connected to, unless it does. Called at gdb's stops and prompts."""
        stub = connection()
        if stub is None or stub == self.listens_to or is_running():
            return
        self.listens_to = stub
        answer = ask("name")
        self.hears = answer is not None
        if not self.hears:
            return
        if self.first:
            self.first()
            self.first = None
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
            if moves.searching and sys.__stderr__.isatty():
                sys.__stderr__.write(text + "\n")
            return
        if kind == "jumped":
            post(self.look_again)
            return
        if kind == "news":
            self.news.append(text)
        self.stirred = True

    def is_busy(self):
        """Where gdb's machine runs, its stop will tell it."""
        return self.joining or self.patient or is_running()

    def follow(self, *unused):
        """A jump by monitor was another move to gdb. Here, unlike in an event, it waits for the stop."""
        if not self.hears or self.is_busy():
            return
        try:
            answer = ask("follow")
            if answer and answer[0] == ">":
                with Quiet():
                    resume()
                with Unpaged():
                    look_at_watches()
                    show()
        except gdb.error as gone:
            gdb.write("%s\n" % gone)

    def is_under_mi(self):
        """The user types at no prompt; that of gdb's Debug Adapter Protocol has none either."""
        return not prompts.seen and "gdb.dap" not in sys.modules

    def look_again(self):
        """On gdb's thread, between commands."""
        if self.is_busy():
            return
        answer = ask("join")
        if answer and answer[0] == ">":
            self.act = answer[1]
            self.joining = contextlib.ExitStack()
            self.joining.enter_context(Quiet())
            self.joining.enter_context(KeyboardHeld())
            gdb.events.stop.connect(self.arrive)
            try:
                (resume_under_mi if self.is_under_mi() else resume)()
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
        with Unpaged():
            look_at_watches()
        told = self.take_news()
        if self.act:
            told.append("[%s, %s]" % (self.act, place()))
        self.tell(told, show)
        self.look_again()

    def tell(self, told, then=lambda: None):
        if not told and then is not show:
            return
        with Unpaged():
            gdb.write("\n" + "".join(line + "\n" for line in told))
            then()
            follow_in_windows()
            prompt()

    def take_news(self):
        told, self.news = self.news, []
        return ["[%s]" % sentence for sentence in told]


def follow_in_windows():
    """Those of the text user interface: gdb lets them follow only before a prompt that it shows itself.

    gdb 16 lets them wait even so; the next command brings them along."""
    try:
        windows = gdb.execute("info win", to_string=True)
    except gdb.error:
        return  # a gdb without them
    if "not active" not in windows:
        gdb.execute("tui disable")
        gdb.execute("tui enable")


def follow_monitor():
    notifications.follow()


notifications = Notifications()
hook("hookpost-monitor", __name__, "follow_monitor")
