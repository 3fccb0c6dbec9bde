package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.QemuStub;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.rsp.client.RspClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs random programs on QEMU and on our machine, and compares all registers after every step. */
@Tag("tools")
class QemuLockstepTest {
    private static final int STEPS = 3000;
    private static final int BOOT_STEPS = 6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"64,1", "64,2", "64,3", "32,4", "32,5", "32,6"})
    void registersAreEqualAfterEveryStep(int xlen, long number) throws IOException {
        long seed = Long.getLong("hindsight.seed", number);
        inLockstep(xlen, new RandomProgram(seed, xlen).make(STEPS).toBytes(), seed, STEPS);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void reservationsEndAsQemusDo(int xlen) throws IOException {
        inLockstep(xlen, new RandomProgram(0, xlen).reservations().toBytes(), 0, 160);
    }

    private void inLockstep(int xlen, byte[] program, long seed, int steps) throws IOException {
        Path file = Files.write(folder.resolve("program.bin"), program);
        try (QemuStub qemu = start(xlen, file);
                RspClient client = qemu.connect()) {
            compare(client, xlen, program, seed, steps);
        }
    }

    private static void compare(RspClient qemu, int xlen, byte[] program, long seed, int steps) {
        Board board = Boards.virt(RandomProgram.isa(xlen), 128 << 20, program);
        for (int i = 0; i < BOOT_STEPS; i++) {
            qemu.step();
        }
        board.run(BOOT_STEPS, StopPoints.NONE);
        adopt(board, qemu.readRegisters());
        Deque<String> trail = new ArrayDeque<>();
        for (int i = 0; i < steps; i++) {
            long pc = board.inspect().pc(0);
            byte[] before = board.inspect().read(0, pc, 4);
            trail.add("%d: 0x%x: %x".formatted(i, pc, bits(before)));
            if (trail.size() > 12) {
                trail.remove();
            }
            qemu.step();
            board.run(board.steps() + 1, StopPoints.NONE);
            Map<Integer, Long> theirs = qemu.readRegisters();
            if (bits(before) >>> 20 == Csr.MSTATUS && (bits(before) & 0x7f) == 0x73) {
                adoptModes(board, theirs, bits(before) >>> 7 & 31);
            }
            if (bits(before) >>> 20 == Csr.MCAUSE) {
                adoptAtomicCause(board, theirs, bits(before) >>> 7 & 31);
            }
            for (int register = 0; register <= Inspector.PC; register++) {
                assertThat(hex(ours(board, register, xlen)))
                        .as("%s with seed %d after %s", Register.values()[register].abi(), seed, trail)
                        .isEqualTo(hex(narrow(theirs.get(register), xlen)));
            }
        }
    }

    private static void adopt(Board board, Map<Integer, Long> registers) {
        registers.forEach((number, value) -> {
            if (number <= Inspector.PC) {
                board.deliver(new Input.WriteRegister(0, number, value));
            }
        });
    }

    /** QEMU's mstatus has fields of modes that this hart lacks; only MIE and MPIE are compared. */
    private static void adoptModes(Board board, Map<Integer, Long> theirs, int register) {
        long ours = board.inspect().register(0, register).orElseThrow();
        assertThat(ours & 0x88).isEqualTo(theirs.get(register) & 0x88);
        board.deliver(new Input.WriteRegister(0, register, theirs.get(register)));
    }

    /** For an AMO, QEMU 7.2 reports a load fault where the specification wants a store fault. */
    private static void adoptAtomicCause(Board board, Map<Integer, Long> theirs, int register) {
        Inspector inspector = board.inspect();
        long epc = inspector.register(0, Inspector.CSR0 + Csr.MEPC).orElseThrow();
        long ours = inspector.register(0, register).orElseThrow();
        boolean atomic = (bits(inspector.read(0, epc, 4)) & 0x7f) == 0x2f;
        if (atomic && (ours == 6 || ours == 7)) {
            assertThat(theirs.get(register)).isIn(ours, ours - 2);
            board.deliver(new Input.WriteRegister(0, register, theirs.get(register)));
        }
    }

    private static int bits(byte[] bytes) {
        return bytes.length < 4
                ? 0
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static long ours(Board board, int register, int xlen) {
        return narrow(board.inspect().register(0, register).orElseThrow(), xlen);
    }

    private static long narrow(long value, int xlen) {
        return xlen == 64 ? value : value & 0xffff_ffffL;
    }

    private static String hex(long value) {
        return "0x%x".formatted(value);
    }

    private static QemuStub start(int xlen, Path program) throws IOException {
        String cpu =
                "rv%d,f=false,d=false,s=false,u=false,h=false,zba=false,zbb=false,zbc=false,zbs=false,sstc=false,mmu=false,pmp=false"
                        .formatted(xlen);
        return QemuStub.start(List.of(
                "qemu-system-riscv" + xlen,
                "-M",
                "virt",
                "-cpu",
                cpu,
                "-bios",
                "none",
                "-device",
                "loader,file=" + program + ",addr=0x80000000",
                "-serial",
                "none"));
    }
}
