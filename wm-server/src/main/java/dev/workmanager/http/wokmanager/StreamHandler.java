package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.store.RegistryReader;

/** {@code GET /api/message}: all messages that are kept, newest first. */
final class StreamHandler implements Handler {
    private final RegistryReader registry;

    StreamHandler(RegistryReader registry) {
        this.registry = registry;
    }

    @Override
    public void handle(Call call) {
        call.stream(new MessagePieces(registry));
    }
}
