package dev.hindsight.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;

/** No test depends on how fast or how busy the host is. */
@AnalyzeClasses(packages = "dev.hindsight.emulator", importOptions = ImportOption.OnlyIncludeTests.class)
class TestArchitectureTest {
    @ArchTest
    static final ArchRule noTestHasATimeoutOfItsOwn = noClasses()
            .that()
            .doNotHaveSimpleName("TestArchitectureTest")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Timeout.class)
            .because("the build ends what hangs, see pom.xml");

    @ArchTest
    static final ArchRule whoPollsIsPatient = noClasses()
            .that()
            .doNotHaveSimpleName("Eventually")
            .should()
            .callMethod(Awaitility.class, "await")
            .because("ten seconds are not enough on a busy host: eventually() is patient");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("what must come first is held by a latch");
}
