package dev.workmanager.http;

import dev.workmanager.model.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of bytes in memory. */
final class Sha256 {
    private Sha256() {}

    static Hash of(byte[] bytes) {
        return Hash.of(digest().digest(bytes));
    }

    /** To be fed with bytes one after the other. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
