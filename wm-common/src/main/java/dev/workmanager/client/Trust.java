package dev.workmanager.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom a client believes who a manager is.
 *
 * @param sockets makes sockets that look at certificates so
 * @param authorities those that are believed
 */
record Trust(SSLSocketFactory sockets, X509TrustManager authorities) {
    /**
     * Certificates in PEM, one or more.
     *
     * @throws CredentialsException if there are none
     */
    static Trust read(Path file) {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (certificates.isEmpty()) {
                throw new CredentialsException("the file of authorities " + file + " holds no certificate");
            }
            return of(certificates);
        } catch (IOException e) {
            throw new CredentialsException("the file of authorities " + file + " cannot be read: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new CredentialsException(
                    "the file of authorities " + file + " holds no certificates in PEM: " + e.getMessage(), e);
        }
    }

    private static Trust of(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager authorities) {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {authorities}, null);
                return new Trust(context.getSocketFactory(), authorities);
            }
        }
        throw new GeneralSecurityException("this Java checks no certificates of X.509");
    }
}
