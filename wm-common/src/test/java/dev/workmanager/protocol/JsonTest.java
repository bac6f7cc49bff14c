package dev.workmanager.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    private static final String PREFIX = "not the JSON that is expected here at line ";

    @Test
    void fieldsThatAreNotKnownAreIgnored() {
        ExchangeRequest request = read("""
                {"worker": "w", "later": {"a": [1, {"b": null}]}, "slot": 2, "number": 3, "take": 4, "waitMillis": 5}""", ExchangeRequest.class);
        assertThat(request).isEqualTo(new ExchangeRequest("w", 2, 3, null, List.of(), 4, 5, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"worker\":\"w\",\"number\":1}", "{\"worker\":\"w\",\"number\":1,\"ended\":null}"})
    void aListThatIsNotThereIsEmptyAndANumberZero(String json) {
        assertThat(read(json, ExchangeRequest.class))
                .isEqualTo(new ExchangeRequest("w", 0, 1, null, List.of(), 0, 0, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'slot':null}                       | 1, column 9: slot: a whole number is expected",
                "{'number':1.5}                      | 1, column 11: number: a whole number is expected",
                "{'number':1e3}                      | 1, column 11: number: a whole number is expected",
                "{'number':'1'}                      | 1, column 11: number: a whole number is expected",
                "{'slot':true}                       | 1, column 9: slot: a whole number is expected",
                "{'worker':5}                        | 1, column 11: worker: a text is expected",
                "{'worker':true}                     | 1, column 11: worker: a text is expected",
                "{'worker':['w']}                    | 1, column 11: worker: a text is expected",
                "{'about':7}                         | 1, column 10: about: an object is expected",
                "{'about':{'pid':'x'}}               | 1, column 17: about.pid: a whole number is expected",
                "{'ended':{}}                        | 1, column 10: ended: a list is expected",
                "{'ended':''}                        | 1, column 10: ended: a list is expected",
                "{'ended':[null]}                    | 1, column 16: ended: null is no attempt",
                "{'ended':[{'result':'!!'}]}         | 1, column 21: ended[0].result: base64 is expected",
                "{'ended':[{'result':'aGk'}]}        | 1, column 21: ended[0].result: base64 is expected",
                "{'ended':[{},{'exit':1.7}]}         | 1, column 22: ended[1].exit: a whole number is expected",
                "{'slot':4294967296}                 | 1, column 19: slot: Numeric value (4294967296) out of range of `int`"
                        + " (-2147483648 - 2147483647)",
                "''                                  | 1, column 1: one object is expected, and nothing behind it",
                "[]                                  | 1, column 1: one object is expected, and nothing behind it",
                "null                                | 1, column 1: one object is expected, and nothing behind it",
                "{}{}                                | 1, column 3: one object is expected, and nothing behind it",
            })
    void whatHasAnotherFormIsRefusedWithWhereItStands(String json, String message) {
        assertThatThrownBy(() -> read(json.replace('\'', '"'), ExchangeRequest.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(PREFIX + message);
    }

    @Test
    void linesAreCounted() {
        assertThatThrownBy(() -> read("{\"worker\": \"w\",\n\n  \"slot\": }", ExchangeRequest.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(PREFIX + "3, column 11: Unexpected character ('}' (code 125)): expected a value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"worker\":\"w\"",
                "{\"worker\":\"w",
                "{\"worker\":\"w\nx\"}",
                "{\"slot\":\"a\\nb\"}",
                "nonsense\nand more",
                "{} x"
            })
    void whatIsNoJsonIsRefusedInOneLine(String json) {
        assertThatThrownBy(() -> read(json, ExchangeRequest.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith(PREFIX)
                .message()
                .doesNotContain("\n", "Source", "dev.workmanager", "DeserializationFeature");
    }

    @Test
    void depthHasABound() {
        String deep = "{\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> read(deep, ExchangeRequest.class)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] json = "{\"worker\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        json[11] = (byte) 0xff;
        assertThatThrownBy(() -> Json.read(json, ExchangeRequest.class)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aPartOfAnArrayIsRead() {
        byte[] json = "###{\"size\":7,\"sha256\":\"x\"}###".getBytes(StandardCharsets.UTF_8);
        assertThat(Json.read(json, 3, json.length - 6, StoredResult.class)).isEqualTo(new StoredResult(7, "x"));
    }

    @Test
    void whatDoesNotApplyIsLeftOut() {
        assertThat(write(new About(null, "ünï", null, null, null))).isEqualTo("{\"host\":\"ünï\"}");
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
