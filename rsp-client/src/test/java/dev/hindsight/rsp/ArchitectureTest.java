package dev.hindsight.rsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.hindsight.rsp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theWireFormatKnowsNoClient = noClasses()
            .that()
            .resideInAPackage("..rsp.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..rsp.client..");

    @ArchTest
    static final ArchRule theWireFormatReadsNoStreamsAndNoSockets = noClasses()
            .that()
            .resideInAPackage("..rsp.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.io.InputStream.class);
}
