x0 0x0
x1 0x8000008e
x2 0x800011f0
x3 0x0
x4 0x0
x5 0x80000000
x6 0xffffffffffffffed
x7 0x0
x8 0x800012c0
x9 0x4
x10 0x4
x11 0x6
x12 0x14
x13 0x14
x14 0x80000238
x15 0x4
x16 0x53fc00000
x17 0x8000000e
x18 0x0
x19 0x0
x20 0x0
x21 0x0
x22 0x0
x23 0x0
x24 0x0
x25 0x0
x26 0x0
x27 0x0
x28 0xffffffff0000000a
x29 0x8000119c
x30 0x0
x31 0x0
pc 0x80000034
--- backtrace
leaf shapes.c:49
sum shapes.c:57
sum shapes.c:65
sum shapes.c:65
sum shapes.c:65
main shapes.c:89
_start start.S:7
--- locals 0
a = 4
b = 6
product = <optimized out>
--- locals 1
node = <optimized out>
depth = 4
local = {4, 5, 6, 7}
rest = <optimized out>
--- locals 2
node = 0x800012c0 <nodes+96>
depth = 3
local = {3, 4, 5, 6}
rest = <optimized out>
--- locals 3
node = 0x80001290 <nodes+48>
depth = 2
local = {2, 3, 4, 5}
rest = <optimized out>
--- locals 4
node = 0x80001260 <nodes>
depth = 1
local = {1, 2, 3, 4}
rest = <optimized out>
--- locals 5
No arguments.
total = <optimized out>
--- locals 6
No arguments.
No locals.
--- expressions
hidden => 38
words => {{1, 2, 3}, {4, 5, 6}}
words[1] => {4, 5, 6}
words[1][2] => 6
text => "hello\n\001\000\000\000\000\000\000\000\000"
wide => -5000000000
ratio => 2.5
yes => true
letter => 65 'A'
nothing => (void *) 0x0
head => (const struct node *) 0x80001260 <nodes>
*head => {next = 0x80001290 <nodes+48>, name = 0x800001e0 "first", at = {x = 0, y = 0}, number = {whole = 0, real = 0, bytes = "\000\000\000"}, color = RED, flags = 5, level = -3, mask = 9 '\t', {inner = 100}, compute = 0x8000000e <twice>}
head->name => 0x800001e0 "first"
head->next->name => 0x800001e8 "second"
head->next->next->name[2] => 105 'i'
head->at => {x = 0, y = 0}
head->at.y => 0
nodes[2].at.y => -2
nodes[1].number => {whole = 1069547520, real = 1.5, bytes = "\000\000\300?"}
nodes[1].number.real => 1.5
nodes[2].color => BLUE
nodes[1].flags => 5
nodes[1].level => -3
nodes[1].mask => 9 '\t'
nodes[1].inner => 101
head->compute => (int (*)(int, char)) 0x8000000e <twice>
&head->next->at => (struct point *) 0x800012a0 <nodes+64>
&nodes[1] => (struct node *) 0x80001290 <nodes+48>
&nodes[2] - nodes => 2
&hidden => (int *) 0x80000238 <hidden>
*&hidden => 38
nodes[1].at.x + 3 * 2 => 16
-hidden / 2 => -19
-hidden % 7 => -3
hidden << 3 | 1 => 305
~hidden & 0xff => 217
hidden > 10 && nodes[0].next != 0 => 1
hidden == 11 || 1 / 0 => ! Division by zero
!yes => 0
hidden ? 1 : 2 => 1
(char)65 => 65 'A'
(unsigned char)300 => 44 ','
(signed char)200 => -56 '\310'
(short)70000 => 4464
(unsigned)-1 => 4294967295
(long)-1 => -1
(unsigned long)-1 > 0 => 1
-1 < 0u => 0
sizeof(struct node) => 48
sizeof words => 24
sizeof(int *) => 8
*(unsigned *)&wide => 3589934592
(struct node *)0 => (struct node *) 0x0
((struct node *)head)->at.x => 0
nodes[0].next == &nodes[1] => 1
BLUE => BLUE
GREEN + 1 => 6
'A' => 65 'A'
'\n' => 10 '\n'
0x10 + 010 => 24
1.5 * 2 => 3
ratio > 2 => 1
5000000000 => 5000000000
0xffffffff => 4294967295
twice => {int (int, char)} 0x8000000e <twice>
&twice => (int (*)(int, char)) 0x8000000e <twice>
leaf => {int (int, int)} 0x80000034 <leaf>
*twice => {int (int, char)} 0x8000000e <twice>
$sp => (void *) 0x80001230
$pc => (void (*)()) 0x8000008e <sum+42>
$a0 => 4
node => (const struct node *) 0x80001260 <nodes>
depth => 1
*node => {next = 0x80001290 <nodes+48>, name = 0x800001e0 "first", at = {x = 0, y = 0}, number = {whole = 0, real = 0, bytes = "\000\000\000"}, color = RED, flags = 5, level = -3, mask = 9 '\t', {inner = 100}, compute = 0x8000000e <twice>}
node->next => (struct node *) 0x80001290 <nodes+48>
foo => ! No symbol "foo" in current context.
head->foo => ! There is no member named foo.
hidden.x => ! Attempt to extract a component of a value that is not a structure.
*hidden => ! Cannot access memory at address 0x26
1 + => ! A syntax error in expression, near `'.
letter + 1 => 66
words[0][0] - 2 => 4294967295
nodes[1].level * 2 => -6
text[4] => 111 'o'
&text[1] => 0x800001f9 <text+1> "ello\n\001"
*text => 104 'h'
