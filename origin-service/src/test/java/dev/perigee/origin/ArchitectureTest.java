package dev.perigee.origin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.perigee.origin");

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.perigee.origin.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noOtherServiceIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.perigee.edge..",
            "dev.perigee.invalidation..",
            "dev.perigee.config..",
            "dev.perigee.router..",
            "dev.perigee.local..")
        .check(CLASSES);
  }
}
