package dev.hindsight.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Holds rules about the emulator's packages; which others each may use, its package-info.java says. */
@AnalyzeClasses(packages = "dev.hindsight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.hindsight.emulator.";

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.hindsight.emulator.(*)..").should().beFreeOfCycles();

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
}
