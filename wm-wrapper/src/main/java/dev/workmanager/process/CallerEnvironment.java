package dev.workmanager.process;

import java.util.Map;

/**
 * The environment as it was before our launcher touched it. The launcher gives the JVM a UTF-8 locale by {@code
 * LC_ALL=C.UTF-8} and leaves the caller's own value in {@value #LC_ALL_WAS}, or {@value #LC_ALL_WAS_UNSET} where there was none.
 */
public final class CallerEnvironment {
    static final String LC_ALL_WAS = "WM_CALLER_LC_ALL";
    static final String LC_ALL_WAS_UNSET = "WM_CALLER_LC_ALL_UNSET";

    private CallerEnvironment() {}

    /** Puts the caller's locale back and takes the launcher's variables out; without a launcher nothing changes. */
    public static void restore(Map<String, String> environment) {
        String was = environment.remove(LC_ALL_WAS);
        String unset = environment.remove(LC_ALL_WAS_UNSET);
        if (was != null) {
            environment.put("LC_ALL", was);
        } else if (unset != null) {
            environment.remove("LC_ALL");
        }
    }
}
