package dev.perigee.eventlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
          .importPackages("dev.perigee.eventlog");

  @Test
  void thereIsSomethingToCheck() {
    assertThat(CLASSES.size()).isGreaterThan(4);
  }

  @Test
  void itIsUsableWithoutAFramework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void ofPerigeeItKnowsTheContractsAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.perigee.eventlog..",
            "dev.perigee.contracts..",
            "java..",
            "javax.net.ssl..",
            "org.apache.kafka..",
            "org.jboss.logging..",
            "org.jspecify..")
        .check(CLASSES);
  }
}
