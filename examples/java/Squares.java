import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workmanager.client.Choice;
import dev.workmanager.client.WorkClient;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.server.Manager;
import dev.workmanager.server.ManagerOptions;
import java.nio.file.Path;

/** A whole batch inside one program: manager, job and workers. Killed and started again, it goes on where it was. */
final class Squares {
    private static final int SLOTS = 4;

    public static void main(String[] args) throws InterruptedException {
        try (Manager manager = Manager.start(ManagerOptions.in(Path.of("work")));
                WorkClient client = WorkClient.connect(manager.url(), Choice.ofJob("squares"))) {
            client.submit("squares", JobSubmission.of("numeric", "1-1000").with("attempts", "5"));
            client.forEachItem(SLOTS, item -> Long.toString(item.id() * item.id()).getBytes(UTF_8));
            JobStatus ended = client.await("squares");
            System.out.println(ended.items().done() + " squares are in work/out/squares");
        }
    }
}
