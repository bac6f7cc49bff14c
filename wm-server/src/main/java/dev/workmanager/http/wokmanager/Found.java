package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Roster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those of the roster whom somebody looks for, as wokmanager shows them: a group that is not known is null there, not absent. */
final class Found {
    private static final String EVERYBODY = "*";

    private Found() {}

    /**
     * Those with a name.
     *
     * @param wanted the name; {@value #EVERYBODY} for all, and null for nobody
     * @param label the field that has the name
     */
    static List<Map<String, @Nullable String>> of(Roster roster, @Nullable String wanted, String label) {
        return roster.all().stream()
                .filter(entry -> EVERYBODY.equals(wanted) || entry.id().equals(wanted))
                .map(entry -> fields(entry, label))
                .toList();
    }

    private static Map<String, @Nullable String> fields(Roster.Entry entry, String label) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put(label, entry.id());
        fields.put("group", entry.group());
        return fields;
    }
}
