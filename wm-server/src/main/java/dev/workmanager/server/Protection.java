package dev.workmanager.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may use a manager, and how it shows who it is. All files are read again when they change.
 *
 * @param tokens the file of the tokens; without one anybody who reaches the port may do everything
 * @param certificate what the manager shows to those who come by https; without one they come by http
 */
public record Protection(Optional<Path> tokens, Optional<CertificateFiles> certificate) {
    /** Anybody who reaches the port may come in. */
    public static final Protection NONE = new Protection(Optional.empty(), Optional.empty());

    /**
     * Where a certificate lies.
     *
     * @param chain the certificate, and those of the authorities behind it, in PEM
     * @param key its private key, in PEM, as PKCS #8
     */
    public record CertificateFiles(Path chain, Path key) {}

    /** Only who has one of the tokens in a file: a line {@code role token [name]} for each, with the roles read, work and admin. */
    public static Protection byTokens(Path file) {
        return new Protection(Optional.of(file), Optional.empty());
    }

    /** The same, by https. */
    public Protection withCertificate(Path chain, Path key) {
        return new Protection(tokens, Optional.of(new CertificateFiles(chain, key)));
    }
}
