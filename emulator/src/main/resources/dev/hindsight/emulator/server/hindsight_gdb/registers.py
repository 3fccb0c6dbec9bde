"""What gdb keeps of registers and frames."""

import gdb


def forget(*unused):
    """Called at stops. Where gdb resumes one thread alone, it keeps the registers of the others: here they moved, too."""
    if len(gdb.selected_inferior().threads()) > 1:
        gdb.execute("maintenance flush register-cache", to_string=True)
