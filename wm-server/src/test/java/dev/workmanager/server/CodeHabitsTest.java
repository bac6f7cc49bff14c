package dev.workmanager.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** What no class does, wherever it lies. */
@AnalyzeClasses(packages = "dev.workmanager", importOptions = ImportOption.DoNotIncludeTests.class)
final class CodeHabitsTest {
    private static final String ROOT = "dev.workmanager.";
    private static final String[] COMMANDS = {ROOT + "server", ROOT + "cli", ROOT + "wrapper"};

    /** Where a program is put together: ours, or with WorkClient and ManagerOptions that of somebody else. */
    private static final DescribedPredicate<JavaClass> A_ROOT = JavaClass.Predicates.resideInAnyPackage(COMMANDS)
            .and(simpleName("Main").or(simpleNameEndingWith("Command")).or(simpleName("Surroundings")))
            .or(simpleName("WorkClient"))
            .or(simpleName("Outside"))
            .as("a Main, a command or its surroundings");

    /** By the name of what it extends: the JDK's own classes are not looked into. */
    private static final DescribedPredicate<JavaClass> AN_EXCEPTION =
            describe("are exceptions", each -> superclassName(each).matches(".*(Exception|Error|Throwable)"));

    private static final Set<String> NAMELESS =
            Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Error", "java.lang.Throwable");
    private static final Set<String> CHECKED =
            Set.of("java.lang.Exception", "java.lang.Error", "java.lang.Throwable", "java.io.IOException");

    @ArchTest
    static final ArchRule timeAndChanceComeFromOutside = noClasses()
            .that(DescribedPredicate.not(A_ROOT))
            .should(accessTargetWhere(
                    describe("it reads a clock or draws at random", CodeHabitsTest::readsTimeOrChance)))
            .because("a simulation runs the real code on a virtual clock, from one seed number");

    @ArchTest
    static final ArchRule onlyMainEnds = noClasses()
            .that(DescribedPredicate.not(A_ROOT))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because("an exit code tells the truth only when one place decides it");

    @ArchTest
    static final ArchRule onlyCommandsSpeakToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackages(COMMANDS)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a result on stdout must not find anything else there");

    @ArchTest
    static final ArchRule fewPlacesMakeThreads = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "client", ROOT + "process", ROOT + "wrapper", ROOT + "store.embedded", ROOT + "server")
            .should(accessTargetWhere(describe("it makes threads", CodeHabitsTest::makesThreads)))
            .because("who starts a thread must also end it, and be found");

    @ArchTest
    static final ArchRule threadsHaveNames = noClasses()
            .should(callCodeUnitWhere(describe(
                    "it makes threads without a name",
                    call -> makesThreads(call) && !tellsName(call.getTarget().getRawParameterTypes()))))
            .because("a thread dump is read by people");

    @ArchTest
    static final ArchRule asynchronousWorkNamesItsThreads = noClasses()
            .should()
            .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
            .orShould()
            .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
            .because("work in the JVM's common pool waits for everybody else's: name an executor");

    @ArchTest
    static final ArchRule exceptionsSayWhatTheyAre = classes()
            .that(AN_EXCEPTION)
            .should()
            .haveSimpleNameEndingWith("Exception")
            .andShould(notBeChecked())
            .because("who reads it knows it, and a checked one would be wrapped at the first lambda");

    @ArchTest
    static final ArchRule exceptionsNeverChange = fields().that()
            .areDeclaredInClassesThat(AN_EXCEPTION)
            .should()
            .beFinal()
            .because("they travel between threads");

    @ArchTest
    static final ArchRule nothingThrowsTheNamelessOnes = noClasses()
            .should(callConstructorWhere(describe(
                    "it makes a bare " + NAMELESS,
                    call -> NAMELESS.contains(call.getTargetOwner().getName())
                            && !AN_EXCEPTION.test(call.getOriginOwner()))))
            .because("who catches it cannot know what happened");

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotAnnotatedWith(NullMarked.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("what was not made to be extended breaks when it is");

    @ArchTest
    static final ArchRule packagesSayWhatMayBeNull =
            classes().should(resideInANullMarkedPackage()).because("NullAway looks at nothing else");

    private static boolean makesThreads(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return owner.equals("java.lang.Thread") && access.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                || owner.equals("java.util.concurrent.Executors")
                || owner.equals("java.util.Timer");
    }

    private static boolean tellsName(List<JavaClass> parameters) {
        return parameters.stream()
                .map(JavaClass::getName)
                .anyMatch(type -> type.equals("java.lang.String") || type.equals("java.util.concurrent.ThreadFactory"));
    }

    /** Also as a method reference. */
    private static boolean readsTimeOrChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String member = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> member.equals("currentTimeMillis") || member.equals("nanoTime");
            case "java.lang.Math" -> member.equals("random");
            case "java.time.Clock", "java.time.InstantSource" -> member.startsWith("system");
            case "java.time.Instant", "java.time.LocalDateTime", "java.time.ZonedDateTime", "java.time.LocalDate" ->
                member.equals("now");
            case "java.util.UUID" -> member.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom" -> member.equals("current");
            case "java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom" ->
                member.equals(JavaConstructor.CONSTRUCTOR_NAME);
            default -> false;
        };
    }

    private static ArchCondition<JavaClass> notBeChecked() {
        return new ArchCondition<>("not be checked") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                String parent = superclassName(each);
                boolean checked = CHECKED.contains(parent);
                events.add(new SimpleConditionEvent(each, !checked, each.getName() + " extends " + parent));
            }
        };
    }

    private static String superclassName(JavaClass each) {
        return each.getRawSuperclass().map(JavaClass::getName).orElse("");
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean marked = each.getPackage().tryGetPackageInfo().isPresent()
                        && each.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        each, marked, each.getPackageName() + " has no package-info with @NullMarked"));
            }
        };
    }
}
