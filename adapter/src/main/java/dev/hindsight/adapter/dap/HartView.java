package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.stepping.HartAt;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.client.Client;
import java.util.OptionalLong;

/** One hart at the place where a debugger last stopped; valid until it moves. Each read asks the machine's thread. */
public record HartView(Client target, int hart) implements Registers, Memory {
    @Override
    public long pc() {
        return target.read(now -> now.pc(hart));
    }

    @Override
    public OptionalLong read(int number) {
        return target.read(now -> new HartAt(now, hart).read(number));
    }

    @Override
    public byte[] read(long address, int length) {
        return target.read(now -> now.read(hart, address, length));
    }
}
