package dev.perigee.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.perigee.config");

  @Test
  void noOtherServiceIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.perigee.invalidation..",
            "dev.perigee.edge..",
            "dev.perigee.origin..",
            "dev.perigee.router..",
            "dev.perigee.httpcache..")
        .check(classes);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.perigee.config.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void wireSignatureAndSnapshotsAreFreeOfFrameworks() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.perigee.config.wire..",
            "dev.perigee.config.validation..",
            "dev.perigee.config.snapshot..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "org.hibernate..")
        .check(classes);
  }
}
