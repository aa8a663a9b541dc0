package dev.perigee.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.perigee.edge");

  @Test
  void thereIsSomethingToCheck() {
    assertThat(CLASSES.size()).isGreaterThan(50);
  }

  @Test
  void noOtherServiceIsImported() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.perigee.origin..",
            "dev.perigee.config..",
            "dev.perigee.invalidation..",
            "dev.perigee.router..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.perigee.edge.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void whatIsStoredAndConfiguredKnowsNothingOfConnections() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.perigee.edge.store..",
            "dev.perigee.edge.grid..",
            "dev.perigee.edge.invalidation..",
            "dev.perigee.edge.distribution..",
            "dev.perigee.edge.settings..",
            "dev.perigee.edge.status..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.core.http..", "io.vertx.core.net..")
        .check(CLASSES);
  }

  @Test
  void thereAreNoDatabasesAndNoJaxRs() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "jakarta.persistence..", "jakarta.ws.rs..")
        .check(CLASSES);
  }
}
