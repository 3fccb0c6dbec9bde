package dev.hindsight.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;

/** Holds the arrows between the emulator's packages: each may use only what stands beside its name. */
@AnalyzeClasses(packages = "dev.hindsight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.hindsight.emulator.";

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.hindsight.emulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule isaUsesNothingOfOurs = only("isa");

    @ArchTest
    static final ArchRule floatingPointUsesNothingOfOurs = only("fp");

    @ArchTest
    static final ArchRule elfUsesNothingOfOurs = only("elf");

    @ArchTest
    static final ArchRule treesKnowNoBoard = only("fdt");

    @ArchTest
    static final ArchRule stateUsesNothingOfOurs = only("state");

    @ArchTest
    static final ArchRule machineUsesStateOnly = only("machine", "state");

    @ArchTest
    static final ArchRule busUsesState = only("bus", "state", "machine");

    @ArchTest
    static final ArchRule hartKnowsNoBoard = only("hart", "isa", "fp", "bus", "state", "machine");

    @ArchTest
    static final ArchRule engineKnowsNoBoard = only("engine", "isa", "fp", "hart", "bus", "machine", "state");

    @ArchTest
    static final ArchRule devicesKnowOnlyTheBus = only("device", "bus", "state", "machine");

    @ArchTest
    static final ArchRule timelineKnowsOnlyTheMachinesContract = only("timeline", "machine");

    @ArchTest
    static final ArchRule sessionKnowsNoProtocol = only("session", "timeline", "machine");

    @ArchTest
    static final ArchRule commandsKnowNoProtocol = only("command", "session", "timeline", "machine");

    @ArchTest
    static final ArchRule tasksAreReadFromAnyMachine = only("rtos", "machine", "isa");

    @ArchTest
    static final ArchRule recordingsKnowTheTimelineAndNoSession = only("recording", "timeline", "machine", "state");

    /** The format is pure: it reads and writes bytes, wherever they are. */
    @ArchTest
    static final ArchRule onlyClassesOfFilesTouchThem = noClasses()
            .that()
            .resideInAPackage(ROOT + "recording")
            .and()
            .haveSimpleNameNotStartingWith("File")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..", "java.nio.channels..", "java.net..", "java.time..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule serverKnowsNoMachineParts = noClasses()
            .that()
            .resideInAPackage(ROOT + "server")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "board", ROOT + "hart", ROOT + "bus", ROOT + "device", ROOT + "engine");

    @ArchTest
    static final ArchRule theEmulatorIsAServerNotAClient = noClasses()
            .that()
            .resideInAPackage("dev.hindsight.emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.hindsight.rsp.client..");

    /** The law: nothing that decides a state may look at the host. The session paces, the server does I/O. */
    @ArchTest
    static final ArchRule noHostBelowTheSession = noClasses()
            .that()
            .resideInAnyPackage(
                    below("isa", "fp", "state", "machine", "bus", "hart", "engine", "device", "board", "timeline"))
            .and()
            .doNotHaveSimpleName("Resource") // files of this program are not the host's
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.time..", "java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);

    private static String[] below(String... names) {
        return List.of(names).stream().map(name -> ROOT + name).toArray(String[]::new);
    }

    private static ArchRule only(String name, String... others) {
        List<String> allowed = new ArrayList<>(List.of(ROOT + name));
        allowed.addAll(List.of(below(others)));
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(JavaClass.Predicates.resideOutsideOfPackage("dev.hindsight..")))
                .allowEmptyShould(true);
    }
}
