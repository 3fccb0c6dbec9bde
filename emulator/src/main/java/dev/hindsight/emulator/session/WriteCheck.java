package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Kind;
import dev.hindsight.emulator.machine.MachineInfo.Region;
import dev.hindsight.emulator.timeline.Timeline;
import java.util.Optional;

/** What a debugger may write. */
final class WriteCheck {
    private WriteCheck() {}

    /** Whether {@code input} makes a difference: a debugger that puts back what is there writes no history. */
    static boolean changes(Input input, Inspector now, int xlen) {
        if (input instanceof Input.WriteMemory write) {
            int length = write.bytes().length();
            return !Bytes.of(now.read(write.hart(), write.address(), length)).equals(write.bytes());
        }
        if (input instanceof Input.WriteFlash write) {
            boolean seen = now.physical(0, write.address()) == write.address();
            return !seen
                    || !Bytes.of(now.read(0, write.address(), write.bytes().length()))
                            .equals(write.bytes());
        }
        if (input instanceof Input.WriteRegister write) {
            long present = now.register(write.hart(), write.number()).orElseThrow();
            boolean wide = xlen == 64 || isFloat(write.number());
            return wide ? present != write.value() : (int) present != (int) write.value();
        }
        return true;
    }

    private static boolean isFloat(int register) {
        return register >= Inspector.F0 && register < Inspector.CSR0;
    }

    /**
     * What writes {@code asked} where the machine stands: what is no memory may be a device's register. Throws {@link
     * RefusedException} where it cannot be written.
     */
    static Input checked(Input asked, Timeline timeline) {
        Inspector now = timeline.now();
        if (asked instanceof Input.WriteRegister write
                && now.register(write.hart(), write.number()).isEmpty()) {
            throw new RefusedException("There is no register with number " + write.number() + ".");
        }
        Input input = asked instanceof Input.WriteMemory write ? located(write, now, timeline.info()) : asked;
        timeline.refusal(input).ifPresent(sentence -> {
            throw new RefusedException(sentence);
        });
        return input;
    }

    private static Input located(Input.WriteMemory write, Inspector now, MachineInfo info) {
        int length = write.bytes().length();
        if (now.writable(write.hart(), write.address(), length)) {
            return write;
        }
        long physical = now.physical(write.hart(), write.address());
        Optional<Region> region = info.region(physical);
        if (region.filter(it -> it.kind() == Kind.FLASH && it.contains(physical, length))
                .isPresent()) {
            return new Input.WriteFlash(physical, write.bytes());
        }
        if (region.filter(it -> it.kind() == Kind.DEVICE).isEmpty()) {
            throw new RefusedException("Memory at 0x%x cannot be written.".formatted(write.address()));
        }
        boolean store = Integer.bitCount(length) == 1 && length <= info.xlen() / Byte.SIZE;
        if (!store || (physical & length - 1) != 0) {
            throw new RefusedException(
                    "0x%x is in the device \"%s\": its registers take one aligned store of %s bytes; %d bytes at this address are refused."
                            .formatted(
                                    write.address(),
                                    region.get().name(),
                                    info.xlen() == 64 ? "1, 2, 4 or 8" : "1, 2 or 4",
                                    length));
        }
        return new Input.WriteDevice(physical, write.bytes());
    }
}
