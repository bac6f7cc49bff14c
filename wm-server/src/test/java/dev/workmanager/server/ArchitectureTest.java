package dev.workmanager.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the packages may depend on each other, and which one may see which library. */
@AnalyzeClasses(packages = "dev.workmanager", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "dev.workmanager.";
    private static final String[] COMMON = {ROOT + "model", ROOT + "protocol", ROOT + "client"};
    private static final String[] WORKER = {ROOT + "wrapper", ROOT + "process"};
    private static final String[] MANAGER = {
        ROOT + "server",
        ROOT + "cli",
        ROOT + "explain",
        ROOT + "terminal",
        ROOT + "config",
        ROOT + "metrics..",
        ROOT + "rules",
        ROOT + "store..",
        ROOT + "http.."
    };
    private static final String[] COMMANDS = {ROOT + "server", ROOT + "cli", ROOT + "wrapper"};

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + "(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs those who need it cannot be understood, tested or replaced by itself");

    @ArchTest
    static final ArchRule modelIsPlain = classes()
            .that()
            .resideInAPackage(ROOT + "model")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    ROOT + "model",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "java.time",
                    "java.io",
                    "org.jspecify.."))
            .because("the words are shared by all and must drag nothing in");

    @ArchTest
    static final ArchRule modelNeverChanges = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROOT + "model")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("Builder")
            .should()
            .beFinal()
            .because("what is shared between threads and kept in two places at once must not change");

    @ArchTest
    static final ArchRule rulesArePure = classes()
            .that()
            .resideInAPackage(ROOT + "rules")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    ROOT + "rules",
                    ROOT + "model",
                    ROOT + "protocol",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.time",
                    "org.jspecify.."))
            .because("both stores and the simulation run the same rules: no I/O, no thread, no library");

    @ArchTest
    static final ArchRule commonSeesNoOther = noClasses()
            .that()
            .resideInAnyPackage(COMMON)
            .should()
            .dependOnClassesThat(resideInAnyPackage(WORKER).or(resideInAnyPackage(MANAGER)))
            .because("workers and manager build on it");

    @ArchTest
    static final ArchRule workerSeesNoManager = noClasses()
            .that()
            .resideInAnyPackage(WORKER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(MANAGER))
            .because("a worker's image holds wm-wrap without the manager, and they meet over HTTP only");

    @ArchTest
    static final ArchRule onlyTheRootSeesTheEmbeddedStore = onlySeenBy(
                    "embedded store", ROOT + "store.embedded..", ROOT + "server")
            .because("everybody else works with any store");

    @ArchTest
    static final ArchRule onlyTheRootSeesHttp = onlySeenBy("HTTP", ROOT + "http..", ROOT + "server")
            .because("what a request does is said without HTTP, and tested without it");

    @ArchTest
    static final ArchRule onlyTheRootSeesPrometheus = onlySeenBy(
                    "formats of Prometheus", ROOT + "metrics.prometheus..", ROOT + "server")
            .because("who counts something need not know who reads it");

    @ArchTest
    static final ArchRule nobodySeesTheManagersCommands =
            onlySeenBy("manager's commands", ROOT + "server").because("they put the parts together");

    @ArchTest
    static final ArchRule verbsSeeAManagerOverHttpOnly = classes()
            .that()
            .resideInAPackage(ROOT + "cli")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(COMMON)
                    .or(resideInAnyPackage(
                            ROOT + "cli",
                            ROOT + "explain",
                            ROOT + "terminal",
                            ROOT + "config",
                            ROOT + "store",
                            "java..",
                            "picocli..",
                            "org.jspecify..")))
            .because("they do the same from any machine, and start without loading a server");

    @ArchTest
    static final ArchRule onlyTheManagerSeesTheWorkersCommands =
            onlySeenBy("worker's commands", ROOT + "wrapper", ROOT + "server").because("run starts workers");

    @ArchTest
    static final ArchRule handlersAreCalledSo = classes()
            .that()
            .implement(resideInAnyPackage(ROOT + "http..").and(simpleName("Handler")))
            .should()
            .haveSimpleNameEndingWith("Handler")
            .because("the route, its handler and its request are found by one word");

    @ArchTest
    static final ArchRule mapDb = library("org.mapdb..", ROOT + "store.embedded");

    @ArchTest
    static final ArchRule roaringBitmap = library("org.roaringbitmap..", ROOT + "store.embedded");

    @ArchTest
    static final ArchRule undertow =
            libraries(new String[] {"io.undertow..", "org.xnio.."}, ROOT + "http..", ROOT + "server");

    @ArchTest
    static final ArchRule micrometer =
            libraries(new String[] {"io.micrometer..", "io.prometheus.."}, ROOT + "metrics.prometheus");

    @ArchTest
    static final ArchRule okHttp = libraries(new String[] {"okhttp3..", "okio.."}, ROOT + "client");

    @ArchTest
    static final ArchRule jackson = libraries(new String[] {"tools.jackson..", "com.fasterxml.."}, ROOT + "protocol");

    @ArchTest
    static final ArchRule picocli = libraries(new String[] {"picocli.."}, COMMANDS);

    @ArchTest
    static final ArchRule logback = libraries(new String[] {"ch.qos.logback.."}, COMMANDS);

    private static ArchRule library(String library, String... importers) {
        return libraries(new String[] {library}, importers);
    }

    private static ArchRule libraries(String[] library, String... importers) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(importers)
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .because("a library that one package imports can be replaced, and its surprises stay in one place");
    }

    private static ArchRule onlySeenBy(String what, String seen, String... others) {
        DescribedPredicate<JavaClass> themselves = resideInAnyPackage(seen).or(resideInAnyPackage(others));
        return noClasses()
                .that(DescribedPredicate.not(themselves))
                .should()
                .dependOnClassesThat(describe("are the " + what, resideInAnyPackage(seen)));
    }
}
