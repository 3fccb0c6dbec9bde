/**
 * The wire format of gdb's Remote Serial Protocol, without I/O: bytes to packets and back, and the arguments in them.
 * Used by our server and by our client alike.
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.rsp.wire;

import org.jspecify.annotations.NullMarked;
