package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.state.Packer;
import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.Unpacker;

/** Inputs as bytes. */
final class Inputs {
    private static final int SERIAL = 0;
    private static final int ELAPSE = 1;
    private static final int REGISTER = 2;
    private static final int MEMORY = 3;
    private static final int DEVICE = 4;
    private static final int RESET = 5;
    private static final int FLASH = 6;

    private static final int MOST_HARTS = 1 << 16;
    private static final int MOST_REGISTERS = 1 << 16;

    private Inputs() {}

    static void pack(Input input, Packer to) {
        if (input instanceof Input.Serial serial) {
            to.number(SERIAL).bytes(serial.bytes().toArray());
        } else if (input instanceof Input.Elapse elapse) {
            to.number(ELAPSE).number(elapse.nanos());
        } else if (input instanceof Input.WriteRegister write) {
            to.number(REGISTER).number(write.hart()).number(write.number()).number(write.value());
        } else if (input instanceof Input.WriteMemory write) {
            to.number(MEMORY)
                    .number(write.hart())
                    .number(write.address())
                    .bytes(write.bytes().toArray());
        } else if (input instanceof Input.WriteDevice write) {
            to.number(DEVICE).number(write.address()).bytes(write.bytes().toArray());
        } else if (input instanceof Input.WriteFlash write) {
            to.number(FLASH).number(write.address()).bytes(write.bytes().toArray());
        } else if (input instanceof Input.Reset) {
            to.number(RESET);
        } else {
            throw new IllegalStateException("There is no form for " + input);
        }
    }

    static Input unpack(Unpacker from) {
        int kind = from.count(FLASH);
        return switch (kind) {
            case SERIAL -> new Input.Serial(Bytes.of(from.bytes()));
            case ELAPSE -> new Input.Elapse(from.number());
            case REGISTER -> new Input.WriteRegister(from.count(MOST_HARTS), from.count(MOST_REGISTERS), from.number());
            case MEMORY -> new Input.WriteMemory(from.count(MOST_HARTS), from.number(), Bytes.of(from.bytes()));
            case DEVICE -> new Input.WriteDevice(from.number(), Bytes.of(from.bytes()));
            case FLASH -> new Input.WriteFlash(from.number(), Bytes.of(from.bytes()));
            case RESET -> new Input.Reset();
            default -> throw new StateException("An input has the unknown kind " + kind + ".");
        };
    }
}
