package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are made without an engine. */
@Tag("soak")
final class PackedTwiceTest {
    @TempDir
    Path temp;

    @Test
    void givesTheSameBytes() throws Exception {
        Engine.need("mvn");
        Packing first = Packing.begin("scratch", temp.resolve("first"));
        Packing second = Packing.begin("scratch", temp.resolve("second"));
        first.finish();
        second.finish();
        for (String name : List.of(Images.MANAGER, Images.WRAPPER)) {
            assertThat(Files.mismatch(first.archive(name), second.archive(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }
}
