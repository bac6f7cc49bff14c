package dev.workmanager.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The keys that open the routes which are guarded; without any, they are open to everybody. Thread-safe. Never shows a key. */
public final class ApiKeys {
    /** Everybody may. */
    public static final ApiKeys NONE = new ApiKeys(List.of());

    private final List<byte[]> digests;

    /** Any of these keys opens. */
    public ApiKeys(List<String> keys) {
        this.digests = keys.stream().map(ApiKeys::digest).toList();
    }

    /** Whether a request may pass that brings this key. How long that takes tells nothing of the keys. */
    boolean open(Optional<String> key) {
        if (digests.isEmpty()) {
            return true;
        }
        byte[] brought = digest(key.orElse(""));
        boolean one = false;
        for (byte[] digest : digests) {
            one |= MessageDigest.isEqual(digest, brought);
        }
        return one && key.isPresent();
    }

    private static byte[] digest(String key) {
        return Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return digests.size() + " keys";
    }
}
