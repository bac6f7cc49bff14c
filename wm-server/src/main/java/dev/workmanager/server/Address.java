package dev.workmanager.server;

/**
 * Where a manager listens.
 *
 * @param host a name or address
 * @param port 0 for any free one
 */
record Address(String host, int port) {
    /** {@code serve}: everybody may come. */
    static final Address SERVE = new Address("0.0.0.0", 8080);

    /** {@code run}: the workers are here. */
    static final Address RUN = new Address("127.0.0.1", 0);

    String hostInWords() {
        return host.equals("0.0.0.0") ? "0.0.0.0, all interfaces" : host;
    }
}
