package dev.workmanager.http;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a browser says of the page that sends a request. No page can make it say something else; other programs say nothing. */
final class Origin {
    private static final HttpString SEC_FETCH_SITE = HttpString.tryFromString("Sec-Fetch-Site");
    private static final String SAME = "same-origin";
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    /** Nobody else can have a name without a dot, nor an address, lead to somebody's own machine. */
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("\\[[0-9a-f:.%]*]|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[^.]+|(.*\\.)?localhost");

    /** Most requests name the same one. */
    private static volatile String known = "";

    private Origin() {}

    /** Whether it is a page of this very manager. */
    static boolean isOwn(Call call) {
        Optional<String> site = call.header(SEC_FETCH_SITE);
        return site.map(SAME::equals)
                .orElseGet(() -> call.header(Headers.ORIGIN)
                        .filter(origin -> isOf(origin, host(call)))
                        .isPresent());
    }

    /** Whether it is a page of somebody else. */
    static boolean isForeign(Call call) {
        Optional<String> site = call.header(SEC_FETCH_SITE);
        return site.map(value -> !value.equals(SAME) && !value.equals("none"))
                .orElseGet(() -> call.header(Headers.ORIGIN)
                        .filter(origin -> !isOf(origin, host(call)))
                        .isPresent());
    }

    /**
     * Whether a request that came over the loopback calls the manager by a name that anybody may own: then it was led here by whoever owns
     * the name, and its page, though it looks like one of ours, is theirs.
     */
    static boolean isLedAstray(Call call) {
        if (!call.overLoopback()) {
            return false;
        }
        String named = call.header(Headers.HOST).orElse("");
        if (named.equals(known)) {
            return false;
        }
        String host = PORT.matcher(host(call)).replaceFirst("");
        boolean harmless = host.isEmpty() || OF_THIS_MACHINE.matcher(host).matches();
        if (harmless) {
            known = named;
        }
        return !harmless;
    }

    private static String host(Call call) {
        return call.header(Headers.HOST).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isOf(String origin, String host) {
        try {
            URI uri = new URI(origin.strip().toLowerCase(Locale.ROOT));
            String standard = "https".equals(uri.getScheme()) ? ":443" : ":80";
            return uri.getHost() != null
                    && whole(uri.getRawAuthority(), standard).equals(whole(host, standard));
        } catch (URISyntaxException e) {
            return false; // such as "null": a page that may not say whose it is
        }
    }

    private static String whole(String authority, String standardPort) {
        return PORT.matcher(authority).find() ? authority : authority + standardPort;
    }
}
