"""Time travel in gdb, for machines that Hindsight runs. Load it with: source hindsight.py"""


def load_hindsight(path):
    """gdb runs a file that is sourced among its user's own names: ours live in a module, so that neither hurts the other."""
    import os
    import sys
    import types

    name = "hindsight_commands"
    if name in sys.modules:
        sys.modules[name].forget()  # what an earlier source of this file listens to
    file = os.path.join(os.path.dirname(os.path.abspath(path)), name + ".py")
    module = sys.modules[name] = types.ModuleType(name)
    with open(file, encoding="utf-8") as text:
        exec(compile(text.read(), file, "exec"), module.__dict__)


load_hindsight(__file__)
