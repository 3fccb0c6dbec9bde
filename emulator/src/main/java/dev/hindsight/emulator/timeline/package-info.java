/**
 * One machine, its recorded history, and the only code that goes back in time. Knows no protocol.
 *
 * <p>Words, one meaning each. <em>step</em>: one instruction retired or one trap taken, by one hart. <em>moment</em>:
 * branch and step, after the inputs there. <em>checkpoint</em>: a snapshot that we keep to come back fast.
 * <em>mark</em>: a moment and how many inputs had taken effect, which is one state. <em>bookmark</em>: a mark that the
 * user set. <em>branch</em>: what follows when the past was changed; nothing recorded is overwritten.
 * <em>diversion</em>: run and thrown away. <em>stop</em>: where a move ended, and why. <em>exit</em>: the guest ended
 * itself. <em>trap</em>, <em>hart</em>: as in the RISC-V specification.
 *
 * <p>May use {@code machine}.
 */
@NullMarked
package dev.hindsight.emulator.timeline;

import org.jspecify.annotations.NullMarked;
