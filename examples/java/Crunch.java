import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workmanager.client.ItemLaterException;
import dev.workmanager.client.WorkClient;
import dev.workmanager.client.WorkItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A worker of the manager at $WM_SERVER: counts the words of the text that each item names, two texts at a time. */
final class Crunch {
    private static final int SLOTS = 2;

    public static void main(String[] args) {
        try (WorkClient client = WorkClient.connect(System.getenv().getOrDefault("WM_SERVER", "localhost:8080"))) {
            // SIGTERM: finish what is held, take nothing more.
            Runtime.getRuntime().addShutdownHook(new Thread(client::stop));
            client.forEachItem(SLOTS, Crunch::count);
        }
    }

    private static byte[] count(WorkItem item) throws IOException {
        Map<String, Integer> words = new TreeMap<>();
        for (String word : read(item).toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!word.isEmpty()) {
                words.merge(word, 1, Integer::sum);
            }
        }
        return words.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    private static String read(WorkItem item) throws IOException {
        Path text = Path.of(item.data().orElseThrow());
        try {
            return Files.readString(text);
        } catch (NoSuchFileException notThereYet) {
            throw new ItemLaterException(text + " is not there yet");
        }
    }
}
