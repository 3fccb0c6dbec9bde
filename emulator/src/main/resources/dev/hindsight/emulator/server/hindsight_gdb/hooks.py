"""What is done before or after commands of gdb's own."""

import gdb


def hook(name, module, function):
    """Lets hook-COMMAND, or hookpost-COMMAND, call a function. Of a user who has a hook of that name we leave it."""
    try:
        known = gdb.execute("show user " + name, to_string=True)
    except gdb.error:
        known = ""
    if not known:
        gdb.execute("define %s\npython __import__('sys').modules['%s'].%s()\nend" % (name, module, function))
