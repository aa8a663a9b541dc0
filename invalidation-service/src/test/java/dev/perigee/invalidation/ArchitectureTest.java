package dev.perigee.invalidation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.perigee.invalidation");

  @Test
  void noOtherServiceIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.perigee.config..",
            "dev.perigee.edge..",
            "dev.perigee.origin..",
            "dev.perigee.router..",
            "dev.perigee.httpcache..")
        .check(classes);
  }

  @Test
  void everythingIsPackagePrivate() {
    noClasses().that().areTopLevelClasses().should().bePublic().check(classes);
  }
}
