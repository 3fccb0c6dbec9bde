package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.dwarf.Location;
import dev.hindsight.adapter.eval.Storage.Fixed;
import dev.hindsight.adapter.eval.Storage.InMemory;
import dev.hindsight.adapter.eval.Storage.InRegister;
import dev.hindsight.adapter.eval.Storage.Missing;
import dev.hindsight.adapter.eval.Storage.Parts;
import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.frames.FrameContext;
import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Scope;
import dev.hindsight.adapter.symbols.Variable;
import dev.hindsight.emulator.elf.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds what a name means in a frame. */
final class NameResolver {
    private final EvaluationContext setting;
    private final Program program;
    private final Frame frame;

    NameResolver(EvaluationContext setting) {
        this.setting = setting;
        this.program = setting.program();
        this.frame = setting.frame();
    }

    /** The variable in sight, innermost block first, then of the file, then of the program. */
    Optional<Variable> variable(String name) {
        Stream<Variable> locals = frame.scope().map(Scope::variables).orElse(List.of()).stream();
        return locals.filter(variable -> variable.name().equals(name))
                .findFirst()
                .or(() -> program.global(name, frame.lookupPc()));
    }

    Value named(String name) {
        return variable(name)
                .map(this::value)
                .or(() -> enumerator(name))
                .or(() -> function(name))
                .or(() -> symbol(name))
                .or(() -> truth(name))
                .orElseThrow(() -> new EvalException("No symbol \"%s\" in the current context.".formatted(name)));
    }

    private Optional<Value> truth(String name) {
        return name.equals("true") || name.equals("false")
                ? Optional.of(setting.integer(setting.base("_Bool"), name.equals("true") ? 1 : 0))
                : Optional.empty();
    }

    private Optional<Value> enumerator(String name) {
        return program.enumerationOf(name)
                .flatMap(type -> type.enumerators().stream()
                        .filter(enumerator -> enumerator.name().equals(name))
                        .map(enumerator ->
                                setting.integer(type, enumerator.value()).named(name))
                        .findFirst());
    }

    private Optional<Value> function(String name) {
        return program.functionsNamed(name).stream()
                .findFirst()
                .map((Function function) ->
                        setting.inMemory(program.typeOf(function), function.low(), Optional.of(name)));
    }

    /** What only the symbol table knows is taken for an unsigned integer of its size, or for bytes. */
    private Optional<Value> symbol(String name) {
        return program.elf().symbol(name).map((Symbol symbol) -> {
            CType type = switch ((int) Math.min(symbol.size(), 9)) {
                case 1 -> setting.base("unsigned char");
                case 2 -> setting.base("unsigned short");
                case 4 -> setting.base("unsigned int");
                case 8 -> setting.base("unsigned long long");
                default -> bytes(symbol.size());
            };
            return setting.inMemory(type, symbol.address(), Optional.of(name));
        });
    }

    private CType bytes(long size) {
        CType element = setting.base("unsigned char");
        return new CType.Array(() -> element, OptionalLong.of(size));
    }

    Value value(Variable variable) {
        Storage storage = storage(variable.locate(new FrameContext(program, frame)), variable.type());
        return new Value(setting, variable.type(), storage, Optional.of(variable.name()));
    }

    Value register(String name) {
        int number = DwarfRegisterNames.number(name)
                .orElseThrow(() -> new EvalException("There is no register \"$%s\".".formatted(name)));
        CType type = DwarfRegisterNames.isFloating(number)
                ? setting.base("double")
                : DwarfRegisterNames.holdsAddress(number)
                        ? setting.pointerTo(setting.base("void"))
                        : setting.base("long");
        if (number != Write.ToRegister.PC
                && frame.registers().isLive(number)
                && frame.registers().read(number).isEmpty()) {
            throw new EvalException("The register $%s is not known in this frame.".formatted(name));
        }
        return new Value(setting, type, new InRegister(frame, number, 0), Optional.of("$" + name));
    }

    private Storage storage(Location location, CType type) {
        if (location instanceof Location.InMemory memory) {
            return new InMemory(frame, program.canonical(memory.address()));
        }
        if (location instanceof Location.InRegister register) {
            return new InRegister(frame, register.register(), 0);
        }
        if (location instanceof Location.Computed computed) {
            return Fixed.of(Numbers.bytes(computed.value(), (int) Math.min(Math.max(type.size(), 8), 1 << 20)));
        }
        if (location instanceof Location.Bytes bytes) {
            return Fixed.of(bytes.content());
        }
        if (location instanceof Location.Pieces pieces) {
            return parts(pieces, type);
        }
        return new Missing(((Location.Nowhere) location).reason());
    }

    private Storage parts(Location.Pieces pieces, CType type) {
        var parts = new ArrayList<Parts.Part>();
        for (Location.Piece piece : pieces.pieces()) {
            if (piece.bits() % 8 != 0 || piece.bitOffset() % 8 != 0) {
                return new Missing("its bits are not contiguous");
            }
            Storage storage = storage(piece.location(), type).from(piece.bitOffset() / 8);
            parts.add(new Parts.Part(storage, piece.bits() / 8));
        }
        return new Parts(parts);
    }
}
