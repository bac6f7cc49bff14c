package dev.workmanager.wrapper;

/**
 * How the command gets its item.
 *
 * @param pass by what, where it has no placeholder
 * @param compatEnv also by the variables of other systems, as existing scripts read them
 */
public record Handing(Pass pass, boolean compatEnv) {
    /** What holds unless set otherwise. */
    public static final Handing DEFAULT = new Handing(Pass.ARGS, false);
}
