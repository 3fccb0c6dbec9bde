"""Run by gdb when leaf was entered: prints registers, the stack, variables and expressions."""
import gdb

for number in range(32):
    print("x%d 0x%x" % (number, int(gdb.parse_and_eval("(unsigned long)$x%d" % number))))
print("pc 0x%x" % int(gdb.parse_and_eval("(unsigned long)$pc")))

frames = []
frame = gdb.newest_frame()
while frame is not None:
    frames.append(frame)
    frame = frame.older()

print("--- backtrace")
for frame in frames:
    line = frame.find_sal()
    print("%s %s:%d" % (frame.name(), line.symtab.filename, line.line))
for level, frame in enumerate(frames):
    frame.select()
    print("--- locals %d" % level)
    gdb.execute("info args")
    gdb.execute("info locals")
frames[-3].select()
print("--- expressions")
for line in open("expressions.txt"):
    expression = line.strip()
    try:
        print("%s => %s" % (expression, gdb.execute("output " + expression, to_string=True)))
    except gdb.error as error:
        print("%s => ! %s" % (expression, error))
