package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WrapperLoopTest {
    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address());
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @Test
    void worksUntilAllIsFinished() {
        state.numbers(20);
        assertThat(rig.slots(3).run("sh", "-c", "echo result of $1", "sh")).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(state.state(i)).isEqualTo("done");
            assertThat(state.accepted(i)).isOne();
            assertThat(new String(state.result(i), StandardCharsets.UTF_8)).isEqualTo("result of " + i + "\n");
        }
        assertThat(rig.said()).isEmpty();
        assertThat(rig.stdout()).isEmpty();
    }
}
