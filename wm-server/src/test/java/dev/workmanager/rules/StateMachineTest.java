package dev.workmanager.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Item;
import dev.workmanager.rules.StateTables.Arrow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every pair of a state and an event of docs/state-machine.md: it and the rules cannot differ. */
final class StateMachineTest {
    private static final StateTables TABLES = tables();
    private static final Set<String> ITEM_STATES = TABLES.words("Items");
    private static final Set<String> ATTEMPT_STATES = TABLES.words("Attempts");
    private static final Map<String, Map<String, List<String>>> ITEMS = TABLES.cells("Items", ITEM_STATES);
    private static final Map<String, Map<String, List<String>>> ATTEMPTS = TABLES.cells("Attempts", ATTEMPT_STATES);
    private static final List<Situation.Recipe> RECIPES = Situation.all();

    private static final String AS_ABOVE = "as above";
    private static final String CANNOT = "cannot";
    private static final String STAYS = "stays";

    private static StateTables tables() {
        try {
            return StateTables.read();
        } catch (IOException e) {
            throw new UncheckedIOException("docs/state-machine.md cannot be read", e);
        }
    }

    /** One row of a table. */
    record Expected(String attempt, String item, String told, String counted) {
        static Expected of(String event, Situation situation) {
            List<String> cells = cells(ATTEMPTS, event, situation.attemptState());
            Expected above = ITEMS.containsKey(event) ? ofItem(event, situation) : new Expected("", "", "", "");
            return new Expected(
                    staying(cells.get(0), situation.attemptState()),
                    or(staying(cells.get(1), situation.itemState()), above.item),
                    or(cells.get(2), above.told),
                    or(cells.get(3), above.counted));
        }

        private static Expected ofItem(String event, Situation situation) {
            List<String> cells = cells(ITEMS, event, situation.itemState());
            String counted = cells.get(2).replace(" if a worker holds it", "");
            boolean counts = counted.equals(cells.get(2)) || Tally.isHeld(situation.item());
            return new Expected("", staying(cells.get(0), situation.itemState()), cells.get(1), counts ? counted : "");
        }

        private static List<String> cells(Map<String, Map<String, List<String>>> table, String event, String state) {
            return table.getOrDefault(event, Map.of()).getOrDefault(state, List.of("no row", "", "", "", ""));
        }

        private static String staying(String cell, String state) {
            return cell.equals(STAYS) ? state : cell;
        }

        private static String or(String cell, String above) {
            return cell.equals(AS_ABOVE) ? above : cell;
        }
    }

    static Stream<String> events() {
        return ATTEMPTS.keySet().stream();
    }

    @Test
    void everySituationIsOnThePageAndEveryStateComesAbout() {
        assertThat(ATTEMPT_STATES).containsExactlyInAnyOrderElementsOf(states(Situation::attemptState));
        assertThat(ITEM_STATES).containsExactlyInAnyOrderElementsOf(states(Situation::itemState));
    }

    private static Set<String> states(Function<Situation, String> of) {
        return RECIPES.stream().map(recipe -> of.apply(recipe.make())).collect(Collectors.toSet());
    }

    @Test
    void everyEventIsExplained() {
        assertThat(TABLES.words("Events").stream().map(word -> word.replaceFirst(" behind.*", "")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ATTEMPTS.keySet().stream(), Stream.of("(last)"))
                        .filter(event -> !event.endsWith(" (last)"))
                        .toList());
        assertThat(ATTEMPTS.keySet()).containsAll(ITEMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachStateBecomesWhatThePageSays(String event) {
        for (Situation.Recipe recipe : RECIPES) {
            Situation situation = recipe.make();
            String before = situation.toString();
            Expected expected = Expected.of(event, situation);
            if (expected.attempt().equals(CANNOT)) {
                continue;
            }
            Tally tally = Tally.of(situation);
            String told = StateEvent.happen(event, situation);
            assertThat(new Expected(
                            situation.attemptState(),
                            situation.itemState(),
                            told,
                            tally.since(situation, expected.counted())))
                    .as("%s: %s", before, event)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFreshItemBecomesWhatThePageSays(String event) {
        if (ITEMS.containsKey(event)) {
            Scene scene = Situation.newScene();
            List<String> cells = Expected.cells(ITEMS, event, "pending");
            String told = StateEvent.happenTo(event, scene);
            String becomes = scene.item(0).state().name().toLowerCase(Locale.ROOT);
            assertThat(List.of(becomes, told)).containsExactly(Expected.staying(cells.get(0), "pending"), cells.get(1));
        }
    }

    @Test
    void theDiagramsShowWhatHappensAndNothingElse() {
        Set<Arrow> items = new LinkedHashSet<>(Set.of(new Arrow("[*]", "pending")));
        Set<Arrow> attempts = new LinkedHashSet<>();
        for (Situation.Recipe recipe : RECIPES) {
            events().forEach(event -> {
                Situation situation = recipe.make();
                if (!Expected.of(event, situation).attempt().equals(CANNOT)) {
                    draw(event, situation, items, attempts);
                }
            });
        }
        assertThat(TABLES.arrows("Items")).containsExactlyInAnyOrderElementsOf(items);
        assertThat(TABLES.arrows("Attempts")).containsExactlyInAnyOrderElementsOf(attempts);
    }

    private static void draw(String event, Situation situation, Set<Arrow> items, Set<Arrow> attempts) {
        String item = situation.itemState();
        String attempt = situation.attemptState();
        int latest = situation.item().lastAttempt();
        StateEvent.happen(event, situation);
        add(items, item, situation.itemState());
        add(attempts, attempt, situation.attemptState());
        Item after = situation.item();
        after.attempts().stream()
                .filter(one -> one.number() > latest)
                .forEach(made -> attempts.add(new Arrow("[*]", made.worker() == 0 ? "nameless" : "running")));
    }

    private static void add(Set<Arrow> arrows, String from, String to) {
        if (!from.equals(to)) {
            arrows.add(new Arrow(from, to));
        }
    }

    /** What counts. */
    private record Tally(int failures, int giveBacks, int losses, int superseded) {
        static Tally of(Situation situation) {
            Item item = situation.item();
            return new Tally(
                    item.failures(),
                    item.giveBacks(),
                    item.losses(),
                    situation.scene().ledger.superseded(Scene.JOB));
        }

        static boolean isHeld(Item item) {
            return item.attempts().stream().anyMatch(attempt -> attempt.open() && attempt.worker() != 0);
        }

        /** In the words of the page. */
        String since(Situation situation, String expected) {
            Tally now = of(situation);
            if (expected.equals("all from 0 again")) {
                return new Tally(0, 0, 0, superseded).equals(now) ? expected : now.toString();
            }
            return Stream.of(
                            change("attempts", failures, now.failures),
                            change("give-backs", giveBacks, now.giveBacks),
                            change("losses", losses, now.losses),
                            change("superseded", superseded, now.superseded))
                    .filter(text -> !text.isEmpty())
                    .sorted(Comparator.naturalOrder())
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
        }

        private static String change(String what, int before, int now) {
            return before == now ? "" : what + (now > before ? " +" : " -") + Math.abs(now - before);
        }
    }
}
