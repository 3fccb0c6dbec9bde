/**
 * A debugger's side of gdb's Remote Serial Protocol, for any stub: {@link dev.hindsight.rsp.client.RspClient} has one
 * typed method a request.
 *
 * <p>May use {@code rsp.wire}.
 */
@NullMarked
package dev.hindsight.rsp.client;

import org.jspecify.annotations.NullMarked;
