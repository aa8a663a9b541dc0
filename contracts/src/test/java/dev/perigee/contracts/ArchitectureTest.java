package dev.perigee.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.perigee.contracts");

  @Test
  void thereIsSomethingToCheck() {
    assertThat(CLASSES.size()).isGreaterThan(15);
  }

  @Test
  void noFrameworkIsImported() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void nothingElseOfPerigeeIsImported() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.perigee.httpcache..",
            "dev.perigee.eventlog..",
            "dev.perigee.edge..",
            "dev.perigee.origin..",
            "dev.perigee.config..",
            "dev.perigee.invalidation..",
            "dev.perigee.router..")
        .check(CLASSES);
  }
}
