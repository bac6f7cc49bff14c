package dev.workmanager.bench;

import java.util.Map;
import java.util.concurrent.Callable;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** The least that a program with wm-wrap's libraries can do: read its command line, take an item, show it. By {@link #main}. */
@Command(name = "bare")
final class BareGet implements Callable<Integer> {
    @Parameters
    private String url = "";

    /**
     * Takes an item of the manager whose address it is given.
     *
     * @param arguments the address of a manager
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BareGet()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        byte[] body = json.writeValueAsBytes(
                Map.of("worker", "bare" + System.nanoTime(), "slot", 0, "number", 1, "take", 1, "waitMillis", 0));
        Request request = new Request.Builder()
                .url(url + "/v1/exchange")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();
        try (Response answer = new OkHttpClient().newCall(request).execute()) {
            System.out.println(json.readTree(answer.body().bytes()).get("items"));
            return answer.isSuccessful() ? 0 : 1;
        }
    }
}
