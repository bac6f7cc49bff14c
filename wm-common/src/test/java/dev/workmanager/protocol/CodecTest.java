package dev.workmanager.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A message means the same, and is refused in the same words, whether a {@link Codec} takes it or the {@link RecordMapper}. */
final class CodecTest {
    private static final long SEED = 20_261_122;
    private static final int MESSAGES = 1_000;
    private static final int CHANGES = 4_000;

    /** What may stand where something else is expected: every kind of value, whole and broken. */
    private static final String[] VALUES = """
            null true false 0 -0 7 -1 1.0 1e3 2147483648 9223372036854775808 01 +1 .5 NaN "" "x" "7" "!!" "aGk" "aGk=" "aGk=x" \
            "\\u00e9" "\\x" "x 'x' x {} {"x":1} {"x" {] } ] : , [] [null] [[]] [{}] ["x"] ["x",7] [7,"x"] [true] [,] [1 [} /**/1""".split(" ");

    private static final Pattern NO_LIST = Pattern.compile(".*line 1, column (\\d+): .*(base64|]: a text) is expected");

    private static final String HOLE = "\"HOLE\"";

    @FunctionalInterface
    private interface Reading {
        @Nullable Object read();
    }

    /** Each with all of its fields. */
    static List<Object> messages() {
        EndedAttempt ended = new EndedAttempt("t", "done", new byte[] {1, 2, 3, 4}, 1L, "f0", 2, 3, "err", "out");
        return List.of(
                new ExchangeRequest(
                        "w",
                        1,
                        2,
                        new About("g.h", "ü", 3L, "4", 5L),
                        List.of(ended, ended),
                        6,
                        7,
                        "j",
                        List.of("d", "e")),
                new ExchangeAnswer(
                        List.of(new Outcome("t", "o"), new Outcome("u", "p")),
                        "items",
                        List.of(new HandedItem("t", "j", 1, 2, "\uD83D\uDE00\n\"", 3, 4, 5, 6L)),
                        "drain"),
                new RenewRequest("w", List.of("t", "u"), null),
                new RenewAnswer(
                        List.of(new RenewAnswer.Lease("t", "held"), new RenewAnswer.Lease("u", "ended")), "pause"));
    }

    @Test
    void whateverIsSaidIsWrittenAndReadTheSame() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            Object message = messages.next();
            byte[] json = Json.write(message);
            assertThat(text(json)).isEqualTo(text(RecordMapper.write(message)));
            assertThat(Json.read(json, message.getClass()))
                    .usingRecursiveComparison()
                    .isEqualTo(message);
            comparesEqual(json, message.getClass());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void anythingInThePlaceOfAnythingIsTakenTheSame(Object message) {
        for (String holed : withHoles(text(Json.write(message)))) {
            for (String value : VALUES) {
                comparesEqual(bytes(holed.replace(HOLE, value)), message.getClass());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsCutOffIsRefusedTheSame(Object message) {
        byte[] json = Json.write(message);
        for (int length = 0; length < json.length; length++) {
            comparesEqual(Arrays.copyOf(json, length), message.getClass());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsGarbledIsTakenTheSame(Object message) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] json = Json.write(message);
        for (int i = 0; i < CHANGES; i++) {
            byte[] garbled = json.clone();
            garbled[random.nextInt(json.length)] = (byte) random.nextInt();
            comparesEqual(garbled, message.getClass());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void otherDocumentsAreTakenTheSame(Object message) {
        String json = text(Json.write(message));
        for (String value : VALUES) {
            comparesEqual(bytes(value), message.getClass());
            comparesEqual(bytes(json + value), message.getClass());
            comparesEqual(bytes(json.replace("{\"", "{\"later\":" + value + ",\"")), message.getClass());
        }
    }

    /** The document once for each of its values, with a hole in its place. */
    private static List<String> withHoles(String json) {
        List<String> holed = new ArrayList<>();
        JsonNode root = JsonMapper.shared().readTree(json);
        addHoles(root, root, holed);
        return holed;
    }

    private static void addHoles(JsonNode node, JsonNode root, List<String> holed) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().stream().toList().forEach(name -> {
                JsonNode value = object.replace(name, StringNode.valueOf("HOLE"));
                holed.add(root.toString());
                object.set(name, value);
                addHoles(value, root, holed);
            });
        } else if (node instanceof ArrayNode array) {
            IntStream.range(0, array.size()).forEach(i -> {
                JsonNode value = array.get(i);
                array.set(i, "HOLE");
                holed.add(root.toString());
                array.set(i, value);
                addHoles(value, root, holed);
            });
        }
    }

    private static void comparesEqual(byte[] json, Class<?> type) {
        String byMapper = outcome(() -> RecordMapper.read(json, 0, json.length, type));
        String byCodec = outcome(() -> Json.read(json, type));
        if (!refusesList(byCodec, json)) {
            assertThat(withoutPlaceInTexts(byCodec)).as(text(json)).isEqualTo(withoutPlaceInTexts(byMapper));
        }
    }

    /** The mapper makes bytes out of a list of numbers, and looks for a text within a list; a codec refuses lists there. */
    private static boolean refusesList(String outcome, byte[] json) {
        Matcher refusal = NO_LIST.matcher(outcome);
        return refusal.matches() && json[Integer.parseInt(refusal.group(1)) - 1] == '[';
    }

    /** Of what is no JSON within a list the mapper says at which place of the list it stands if that is one of texts. */
    private static String withoutPlaceInTexts(String outcome) {
        return outcome.replaceFirst("(domains|tokens)\\[\\d+](?!: a text is expected)", "$1");
    }

    private static String outcome(Reading reading) {
        try {
            Object value = reading.read();
            return value == null ? String.valueOf(Misfit.isNull().getMessage()) : text(RecordMapper.write(value));
        } catch (MalformedJsonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
