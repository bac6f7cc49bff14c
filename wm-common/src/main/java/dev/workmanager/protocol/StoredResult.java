package dev.workmanager.protocol;

/**
 * The answer to {@code PUT /v1/leases/{token}/result}: the bytes lie safely, and count once an exchange names them.
 *
 * @param size how many bytes
 * @param sha256 their SHA-256, 64 hexadecimal digits
 */
public record StoredResult(long size, String sha256) {
    /** The path of the route for a token. */
    public static String path(String token) {
        return "/v1/leases/" + token + "/result";
    }
}
