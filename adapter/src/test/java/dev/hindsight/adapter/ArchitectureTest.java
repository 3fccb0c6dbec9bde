package dev.hindsight.adapter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between the adapter's packages. */
@AnalyzeClasses(packages = "dev.hindsight.adapter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.hindsight.adapter.";

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.hindsight.adapter.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyDapSeesLsp4j = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "dap..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.lsp4j..");

    @ArchTest
    static final ArchRule theAdapterKnowsNoMachineParts = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.hindsight.emulator.hart..",
                    "dev.hindsight.emulator.bus..",
                    "dev.hindsight.emulator.device..",
                    "dev.hindsight.emulator.engine..",
                    "dev.hindsight.emulator.board..");

    @ArchTest
    static final ArchRule debugInformationKnowsNoProtocolAndNoSession = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "dwarf..", ROOT + "symbols..", ROOT + "frames..", ROOT + "eval..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "dap..",
                    ROOT + "cli..",
                    ROOT + "stepping..",
                    "dev.hindsight.emulator.session..",
                    "dev.hindsight.emulator.timeline..",
                    "dev.hindsight.rsp..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheCommandLineTouchesTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "in");
}
