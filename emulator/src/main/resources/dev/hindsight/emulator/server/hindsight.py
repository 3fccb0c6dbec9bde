"""Time travel in gdb, for machines that Hindsight runs. Load it with: source hindsight.py"""


def load_hindsight(path):
    """gdb runs a file that is sourced among its user's own names: ours live in a package, so that neither hurts the other."""
    import importlib
    import os
    import sys

    name = "hindsight_gdb"
    earlier = [each for each in sys.modules if each.split(".")[0] == name]
    if earlier:
        sys.modules[name].forget()  # what an earlier source of this file listens to
    for each in earlier:
        del sys.modules[each]
    places, no_code = list(sys.path), sys.dont_write_bytecode
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    sys.dont_write_bytecode = True
    try:
        importlib.invalidate_caches()
        importlib.import_module(name)
    finally:
        sys.path[:], sys.dont_write_bytecode = places, no_code


# gdb leaves __file__ as it is where a Python script sources this one.
load_hindsight(load_hindsight.__code__.co_filename)
