package dev.workmanager.server;

import dev.workmanager.server.Protection.CertificateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate with its chain and its key, as they lie in files in PEM. What is wrong is told without showing the key. */
final class PemCertificate {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final String PKCS8 = "PRIVATE KEY";
    /** The kinds of keys, each with a signature that goes with it. */
    private static final Map<String, String> KINDS =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
    /** Java wants one for the store in memory. */
    private static final char[] NO_PASSWORD = {};

    private PemCertificate() {}

    /**
     * Reads them.
     *
     * @throws AccessFileException if they cannot be used, or do not belong together
     */
    static SSLContext parse(CertificateFiles files, byte[] chain, byte[] key) {
        List<? extends Certificate> certificates = chain(files.chain(), chain);
        PrivateKey secret = key(files.key(), key);
        if (!belongs(certificates.get(0).getPublicKey(), secret)) {
            throw new AccessFileException(files.key() + " is not the key of the first certificate in " + files.chain());
        }
        return context(certificates, secret);
    }

    private static List<? extends Certificate> chain(Path file, byte[] bytes) {
        try {
            List<? extends Certificate> chain = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)));
            if (chain.isEmpty()) {
                throw new AccessFileException(file + " holds no certificate in PEM");
            }
            return chain;
        } catch (CertificateException e) {
            throw new AccessFileException(file + " holds no certificates in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file, byte[] bytes) {
        Matcher block = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new AccessFileException(file + " holds no private key in PEM");
        }
        if (!block.group(1).equals(PKCS8)) {
            throw new AccessFileException(file + " holds an " + block.group(1)
                    + ", and PKCS #8 without a password is wanted: openssl pkcs8 -topk8 -nocrypt -in " + file);
        }
        PKCS8EncodedKeySpec encoded = encoded(file, block.group(2));
        return KINDS.keySet().stream()
                .flatMap(kind -> key(kind, encoded).stream())
                .findFirst()
                .orElseThrow(() -> new AccessFileException(file + " holds no key of RSA, EC or EdDSA"));
    }

    private static PKCS8EncodedKeySpec encoded(Path file, String base64) {
        try {
            return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new AccessFileException(file + " holds a private key that is no base64", e);
        }
    }

    private static Optional<PrivateKey> key(String kind, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(encoded));
        } catch (GeneralSecurityException anotherKind) {
            return Optional.empty();
        }
    }

    /** Whether one checks what the other one signs. */
    private static boolean belongs(PublicKey open, PrivateKey secret) {
        try {
            String kind = KINDS.getOrDefault(secret.getAlgorithm(), secret.getAlgorithm());
            byte[] text = {1, 2, 3};
            Signature signing = Signature.getInstance(kind);
            signing.initSign(secret);
            signing.update(text);
            Signature checking = Signature.getInstance(kind);
            checking.initVerify(open);
            checking.update(text);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    private static SSLContext context(List<? extends Certificate> chain, PrivateKey key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("manager", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AccessFileException("this Java makes no TLS of the certificate: " + e, e);
        }
    }
}
